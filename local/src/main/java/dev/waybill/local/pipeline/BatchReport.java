package dev.waybill.local.pipeline;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.DatasetName;
import dev.waybill.local.states.Visit;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one delivery: its receipts, as far as its way led.
 *
 * @param batch absent for a delivery that was refused
 * @param execution the name of the execution whose way this is
 * @param reasons why it isn't loaded; empty if it is
 * @param states the way through the state machine, in its order
 * @param contractChange of a batch that was loaded before, by a contract that has changed since
 */
public record BatchReport(
        S3Location manifest,
        DatasetName dataset,
        Hour hour,
        Optional<String> batch,
        Optional<String> execution,
        Outcome outcome,
        List<String> reasons,
        Optional<Delivery> delivery,
        Optional<ConversionReceipt> conversion,
        Optional<LoadReceipt> load,
        Optional<Verdict> validation,
        List<Visit> states,
        Optional<ContractChange> contractChange) {

    public BatchReport {
        reasons = List.copyOf(reasons);
        states = List.copyOf(states);
    }

    BatchReport withContractChange(Optional<ContractChange> change) {
        return new BatchReport(
                manifest,
                dataset,
                hour,
                batch,
                execution,
                outcome,
                reasons,
                delivery,
                conversion,
                load,
                validation,
                states,
                change);
    }

    public enum Outcome {
        LOADED,
        /** The same delivery was loaded before: nothing was done. */
        ALREADY_LOADED,
        /** By the contract, before the load, or by validation, after it. */
        REJECTED,
        /** By start-batch: no batch was started. */
        REFUSED,
        /** The work couldn't be done; trying again may help. */
        FAILED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isLoaded() {
            return this == LOADED || this == ALREADY_LOADED;
        }
    }
}
