package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.operate.MissingDelivery.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of an hour. */
record HourLook(
        Contract contract,
        Hour hour,
        Optional<SourceFolders.Folder> folder,
        List<BatchId> batches,
        List<AppliedBatch> applied,
        Instant now) {

    boolean isLoaded() {
        return applied.stream().anyMatch(AppliedBatch::counts);
    }

    MissingDelivery missing(Deployment deployment, Kind kind, Optional<BatchId> batch, String what, String action) {
        return new MissingDelivery(
                contract.dataset(),
                hour,
                kind,
                deployment.source(contract).resolve(contract.source().layout().format(hour)),
                batch,
                contract.cadence().filter(cadence -> !isLoaded()).map(cadence -> cadence.due(hour)),
                what,
                action);
    }
}
