package dev.waybill.operate;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An hour of a dataset that isn't in its table, or not all of it.
 *
 * @param folder where it is delivered to
 * @param batch the batch that isn't in the table, where there is one
 * @param due when it should have been loaded by the contract's cadence; absent without one, and if another batch of it was
 * @param what a sentence
 * @param action what to do about it
 */
public record MissingDelivery(
        DatasetName dataset,
        Hour hour,
        Kind kind,
        S3Location folder,
        Optional<BatchId> batch,
        Optional<Instant> due,
        String what,
        String action) {

    /** How far it came. */
    public enum Kind {
        /** Nothing was delivered. */
        ABSENT,
        /** Files without a manifest. */
        INCOMPLETE,
        /** A manifest that started no batch. */
        NOT_STARTED,
        /** An execution that hasn't ended. */
        RUNNING,
        /** An execution that failed. */
        FAILED,
        /** A verdict about the data. */
        REJECTED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether it should be loaded by now. */
    public boolean isLate(Instant now) {
        return due.filter(now::isAfter).isPresent();
    }
}
