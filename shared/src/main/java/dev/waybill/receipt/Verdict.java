package dev.waybill.receipt;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import java.util.List;

/** What ValidateBatch found: every check with what was expected and what was there. */
public record Verdict(BatchId batch, DatasetName dataset, boolean valid, List<CheckResult> checks) {

    public Verdict {
        checks = List.copyOf(checks);
    }

    public static Verdict of(BatchId batch, DatasetName dataset, List<CheckResult> checks) {
        return new Verdict(batch, dataset, checks.stream().allMatch(CheckResult::passed), checks);
    }

    /** One check; {@code name} reads as a sentence, such as {@code magnitude is not null in at least 95 % of the rows}. */
    public record CheckResult(String name, String expected, String actual, boolean passed) {}
}
