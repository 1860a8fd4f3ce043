package dev.waybill.validate;

import dev.waybill.contract.Severity;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.text.Counted;
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
        return result("the table has the rows that the batch inserted and updated", "row", "rows", found, loaded);
    }

    /** Whether as many keys are kept as deleted by the batch. */
    CheckResult deleted(long kept, long deleted) {
        return result("the keys that the batch deleted are kept as such", "key", "keys", kept, deleted);
    }

    private CheckResult result(String name, String one, String many, long found, long loaded) {
        String actual = found + " " + Counted.word(found, one, many);
        if (takenBack > 0) {
            String expected = "at most " + staged + " " + Counted.word(staged, one, many) + ", since " + takenBack + " "
                    + Counted.word(takenBack, "batch was", "batches were") + " taken back or superseded";
            return CheckResult.of(name, Severity.FAIL, expected, actual, found <= staged);
        }
        if (laterBatches > 0) {
            String expected = "at most " + loaded + " " + Counted.word(loaded, one, many) + ", since " + laterBatches
                    + " later " + Counted.word(laterBatches, "batch", "batches") + " may have replaced some";
            return CheckResult.of(name, Severity.FAIL, expected, actual, found <= loaded);
        }
        return CheckResult.of(
                name, Severity.FAIL, loaded + " " + Counted.word(loaded, one, many), actual, found == loaded);
    }
}
