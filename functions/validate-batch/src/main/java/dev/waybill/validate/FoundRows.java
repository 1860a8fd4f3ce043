package dev.waybill.validate;

import dev.waybill.contract.Severity;
import dev.waybill.receipt.Verdict.CheckResult;

/**
 * What the warehouse has of a batch, against what the load says.
 *
 * @param laterBatches how many later ones may have replaced some of it
 */
record FoundRows(long laterBatches) {

    /** Whether the table has as many rows of the batch. */
    CheckResult inTable(long found, long loaded) {
        return result("the table has the rows that the batch inserted and updated", "rows", found, loaded);
    }

    /** Whether as many keys are kept as deleted by the batch. */
    CheckResult deleted(long kept, long deleted) {
        return result("the keys that the batch deleted are kept as such", "keys", kept, deleted);
    }

    private CheckResult result(String name, String noun, long found, long expected) {
        return CheckResult.of(
                name,
                Severity.FAIL,
                laterBatches == 0
                        ? expected + " " + noun
                        : "at most " + expected + " " + noun + ", since " + laterBatches + " later "
                                + (laterBatches == 1 ? "batch" : "batches") + " may have replaced some",
                found + " " + noun,
                laterBatches == 0 ? found == expected : found <= expected);
    }
}
