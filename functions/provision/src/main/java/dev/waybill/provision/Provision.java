package dev.waybill.provision;

import dev.waybill.error.TransientException;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.SqlStatement;
import dev.waybill.warehouse.WarehouseDdl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes what a version needs and CloudFormation can't: publishes jobs and contracts, and makes Waybill's tables. Doing it
 * again changes nothing. It deliberately takes nothing away: what an older version published, runs may still read.
 */
final class Provision {
    private static final Logger LOG = LoggerFactory.getLogger(Provision.class);
    private static final int ATTEMPTS = 8;
    private final ArtefactBucket bucket;
    private final RedshiftDataClient redshift;
    private final Cargo cargo;
    private final Pause pause;

    /**
     * @param pause waits between polls and retries; its exception ends the work
     */
    Provision(S3Client s3, RedshiftDataClient redshift, Cargo cargo, Pause pause) {
        this.bucket = new ArtefactBucket(s3, pause);
        this.redshift = redshift;
        this.cargo = cargo;
        this.pause = pause;
    }

    PublishedJobs run(ProvisionProperties properties) {
        PublishedJobs jobs = publishJobs(properties.jobs());
        new Contracts(bucket).publish(cargo, properties.contracts());
        RedshiftDataWarehouse warehouse = new RedshiftDataWarehouse(redshift, properties.warehouse(), pause);
        statements(properties).forEach(statement -> apply(statement, warehouse));
        return jobs;
    }

    private PublishedJobs publishJobs(S3Location folder) {
        return new PublishedJobs(
                publish(Cargo.JOBS_JAR, folder),
                publish(Cargo.CONVERT_SCRIPT, folder),
                publish(Cargo.LOAD_SCRIPT, folder));
    }

    private S3Location publish(String name, S3Location folder) {
        S3Location location = folder.resolve(name);
        boolean published = bucket.putNew(location, Artefact.of(cargo.file(name)));
        LOG.info(published ? "Published {}" : "{} was there, and stays", location);
        return location;
    }

    private static List<SqlStatement> statements(ProvisionProperties properties) {
        List<SqlStatement> statements = new ArrayList<>(WarehouseDdl.ledger());
        properties
                .externalSchema()
                .map(schema -> WarehouseDdl.externalSchema(schema.name(), schema.database(), schema.role()))
                .ifPresent(statements::add);
        return statements;
    }

    /** Each by itself: external schemas can't be made in a transaction with others, and each can be made again. */
    private void apply(SqlStatement statement, RedshiftDataWarehouse warehouse) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        for (int attempt = 1; ; attempt++) {
            try {
                warehouse.sessionless().execute(statement);
                LOG.info("Applied \"{}\"", statement.title());
                return;
            } catch (TransientException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, e.getMessage());
                warehouse.pause(backoff);
            }
        }
    }
}
