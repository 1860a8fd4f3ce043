package dev.waybill.validate;

import dev.waybill.contract.Severity;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.warehouse.Rows;

/**
 * What the warehouse has of a batch, against what the load says.
 *
 * @param laterBatches how many later ones may have replaced some of it
 * @param takenBack how many batches were taken back since, so that stale rows of this one may count
 * @param staged all rows that it could have there
 */
record FoundRows(long laterBatches, long takenBack, long staged) {

    /** From the columns of {@link dev.waybill.warehouse.ValidationSql#countLaterBatches}. */
    static FoundRows of(Rows rows, long staged) {
        return new FoundRows(rows.number(0, 0), rows.number(0, 1), staged);
    }

    /** Whether the table has as many rows of the batch. */
    CheckResult inTable(long found, long loaded) {
        return result("the table has the rows that the batch inserted and updated", "rows", found, loaded);
    }

    /** Whether as many keys are kept as deleted by the batch. */
    CheckResult deleted(long kept, long deleted) {
        return result("the keys that the batch deleted are kept as such", "keys", kept, deleted);
    }

    private CheckResult result(String name, String noun, long found, long loaded) {
        String actual = found + " " + noun;
        if (takenBack > 0) {
            String expected =
                    "at most " + staged + " " + noun + ", since " + batches(takenBack) + " taken back or superseded";
            return CheckResult.of(name, Severity.FAIL, expected, actual, found <= staged);
        }
        if (laterBatches > 0) {
            String expected = "at most " + loaded + " " + noun + ", since " + laterBatches + " later "
                    + (laterBatches == 1 ? "batch" : "batches") + " may have replaced some";
            return CheckResult.of(name, Severity.FAIL, expected, actual, found <= loaded);
        }
        return CheckResult.of(name, Severity.FAIL, loaded + " " + noun, actual, found == loaded);
    }

    private static String batches(long count) {
        return count == 1 ? "1 batch was" : count + " batches were";
    }
}
