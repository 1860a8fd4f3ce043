package dev.waybill.provision;

import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes what a version needs and CloudFormation can't: makes Waybill's tables, and publishes contracts and jobs. Doing it
 * again changes nothing. It deliberately takes nothing away: what an older version published, runs may still read.
 *
 * <p>A version that was applied to a warehouse needs it no more: an update that failed because the warehouse doesn't answer can
 * be rolled back.
 */
final class Provision {
    private static final Logger LOG = LoggerFactory.getLogger(Provision.class);
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

    /** The jar comes last: where it is, its version was applied. */
    PublishedJobs run(ProvisionProperties properties) {
        Jobs jobs = new Jobs(bucket, cargo, properties.version(), properties.jobs());
        if (jobs.arePublished() && properties.warehouseStays()) {
            LOG.info("Version {} was applied to this warehouse, whose tables stay as they are", properties.version());
        } else {
            new ApplyDdl(new RedshiftDataWarehouse(redshift, properties.warehouse(), pause)).run(properties);
        }
        if (cargo.isOf(properties.version())) {
            new Contracts(bucket).publish(cargo, properties.contracts());
        } else {
            LOG.info(
                    "The contracts stay as they are: version {} of this function runs, and version {} is asked for",
                    cargo.version(),
                    properties.version());
        }
        return jobs.publish();
    }
}
