package dev.waybill.operate;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.error.AwsErrors;
import dev.waybill.s3.S3Location;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CommonPrefix;

/** The batches that were ever started, by the folders of their receipts. */
final class StartedBatches {
    private static final int DAY = 8;
    private final Deployment deployment;

    StartedBatches(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Those of a dataset's day: one request for each thousand. */
    Map<Hour, List<BatchId>> of(Contract contract, LocalDate day) {
        String hours = new Hour(day.atStartOfDay()).compact().substring(0, DAY);
        S3Location receipts = BatchFolders.receiptsOf(deployment.processed(contract), contract.dataset());
        String prefix = receipts.key() + contract.dataset() + "-" + hours;
        Map<Hour, List<BatchId>> found = new TreeMap<>();
        try {
            for (CommonPrefix folder : deployment
                    .s3()
                    .listObjectsV2Paginator(request ->
                            request.bucket(receipts.bucket()).prefix(prefix).delimiter("/"))
                    .commonPrefixes()) {
                batch(folder.prefix().substring(receipts.key().length()))
                        .ifPresent(batch -> found.computeIfAbsent(batch.hour(), hour -> new ArrayList<>())
                                .add(batch));
            }
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot list s3://" + receipts.bucket() + "/" + prefix, e);
        }
        return found;
    }

    private static Optional<BatchId> batch(String folder) {
        try {
            return Optional.of(BatchId.parse(folder.substring(0, folder.length() - 1)));
        } catch (IllegalArgumentException e) {
            // Nothing of Waybill's.
            return Optional.empty();
        }
    }
}
