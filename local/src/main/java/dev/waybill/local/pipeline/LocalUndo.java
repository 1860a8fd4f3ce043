package dev.waybill.local.pipeline;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.error.TerminalException;
import dev.waybill.load.UndoBatch;
import dev.waybill.load.UndoBatch.Undone;
import dev.waybill.local.home.Home;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.warehouse.LocalRedshiftData;
import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.Pause;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.WarehouseSettings;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Takes batches of a home back, with no more of the pipeline than that needs: the contracts and the warehouse. */
public final class LocalUndo implements AutoCloseable {
    private final LocalS3 s3;
    private final LocalWarehouse warehouse;
    private final LocalRedshiftData redshift;
    private final UndoBatch undo;

    public LocalUndo(Home home) {
        s3 = LocalS3.start(home.objects(), "manifest.json", event -> {});
        warehouse = LocalWarehouse.start(home.warehouse());
        redshift = new LocalRedshiftData(warehouse, s3.client());
        WarehouseSettings settings =
                WarehouseSettings.of(Map.of("WORKGROUP", Names.WORKGROUP, "DATABASE", LocalWarehouse.DATABASE));
        undo = new UndoBatch(new RedshiftDataWarehouse(redshift, settings, Pause.sleeping()));
    }

    /** What {@link #run} would do. */
    public Undone preview(BatchId batch) {
        return undo.preview(contract(batch), batch);
    }

    /**
     * Takes a batch back under the contract that was published last.
     *
     * @throws TerminalException that says why, if it can't be taken back
     */
    public Undone run(BatchId batch) {
        return undo.run(contract(batch), batch);
    }

    private Contract contract(BatchId batch) {
        S3Location location = LocalPipeline.contracts().resolve(batch.dataset() + ".yaml");
        try {
            byte[] yaml = s3.client()
                    .getObjectAsBytes(
                            request -> request.bucket(location.bucket()).key(location.key()))
                    .asByteArray();
            return ContractParser.parse(yaml, location.toString());
        } catch (S3Exception e) {
            throw new TerminalException(
                    "Cannot take " + batch + " back: this home has no contract of " + batch.dataset()
                            + ". Nothing of that dataset was loaded here; name another home with --home",
                    e);
        }
    }

    @Override
    public void close() {
        redshift.close();
        warehouse.close();
        s3.close();
    }
}
