package dev.waybill.local.load;

import dev.waybill.load.UndoBatch;
import dev.waybill.local.load.Faults.Place;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.s3.S3Location;
import dev.waybill.validate.ValidateBatch;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What one event works with. No pause is waited for.
 *
 * @param s3 what jobs use
 * @param s3OfStates what the state machine uses
 */
record FaultyServices(S3Client s3, S3Client s3OfStates, RedshiftDataClient redshift, Faults faults) {
    private static final Place JOB = new Place("LoadBatch", 0.02, fault -> new IllegalStateException(fault.name()));

    /** A job whose time is over may also go on as a whole: to stop it is an attempt. */
    private static final Set<Fault> OF_JOB = EnumSet.of(Fault.TIMED_OUT);

    LoadReceipt load(S3Location deliveryReceipt) {
        return faults.around(
                JOB,
                OF_JOB,
                () -> LoadBench.loadBatch(s3, redshift, pause -> {}).run(deliveryReceipt));
    }

    ValidateBatch validateBatch() {
        return LoadBench.validateBatch(s3, redshift, pause -> {});
    }

    UndoBatch undoBatch() {
        return new UndoBatch(new RedshiftDataWarehouse(redshift, LoadBench.SETTINGS, pause -> {}));
    }
}
