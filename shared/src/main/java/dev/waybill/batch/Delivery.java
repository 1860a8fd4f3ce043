package dev.waybill.batch;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One delivery that start-batch found right: the first receipt of a batch ({@code delivery.json}) and the only thing that
 * the later steps read about it. Its files carry the ETag that was seen, so that a file which changes under a running
 * batch is noticed rather than loaded under the wrong batch.
 *
 * @param batch the batch that this delivery starts
 * @param system the source system, as in the contract
 * @param deliveredAt when the manifest was written, by S3's clock; breaks ties between deliveries of one hour
 * @param contract where the dataset's contract lies
 * @param processed the root folder of the source system's processed bucket
 * @param declaredRecords how many records the manifest says the files hold, over all of them
 * @param absent the files that the manifest lists, but that are not there and not mandatory; empty in a receipt that is
 *     older than the field
 * @param supersedes the batch that this one takes the place of
 */
public record Delivery(
        BatchId batch,
        DatasetName dataset,
        String system,
        Hour hour,
        Instant deliveredAt,
        S3Location manifest,
        S3Location contract,
        S3Location processed,
        OptionalLong declaredRecords,
        List<DeliveredFile> files,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<S3Location> absent,
        Optional<BatchId> supersedes) {

    public Delivery {
        files = List.copyOf(files);
        absent = List.copyOf(absent);
    }

    /** The folder that the manifest and all its files lie in. */
    public S3Location folder() {
        return manifest.folder();
    }

    public BatchFolders folders() {
        return new BatchFolders(processed, dataset, hour, batch);
    }

    /**
     * A file of the delivery.
     *
     * @param contentLength its size in bytes
     * @param recordCount how many records the manifest says it holds
     */
    public record DeliveredFile(S3Location url, String etag, long contentLength, OptionalLong recordCount) {}
}
