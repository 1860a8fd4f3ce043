package dev.waybill.receipt;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.contract.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What ValidateBatch found: every check with what was expected and what was there. */
public record Verdict(BatchId batch, DatasetName dataset, boolean valid, List<CheckResult> checks) {

    public Verdict {
        checks = List.copyOf(checks);
    }

    public static Verdict of(BatchId batch, DatasetName dataset, List<CheckResult> checks) {
        return new Verdict(
                batch,
                dataset,
                checks.stream().allMatch(check -> check.passed() || check.severity() == Severity.WARN),
                checks);
    }

    /** The same without the values of rows, for where those don't belong: logs, the state machine, announcements. */
    public Verdict withoutExamples() {
        return new Verdict(
                batch,
                dataset,
                valid,
                checks.stream().map(check -> check.with(List.of())).toList());
    }

    /** The same with examples of what breaks some checks, by the checks' positions, from 1. */
    public Verdict withExamples(Map<Integer, List<String>> examples) {
        return new Verdict(
                batch,
                dataset,
                valid,
                IntStream.range(0, checks.size())
                        .mapToObj(i -> checks.get(i).with(examples.getOrDefault(i + 1, List.of())))
                        .toList());
    }

    /** The checks of this severity that don't hold. */
    public List<CheckResult> failed(Severity severity) {
        return checks.stream()
                .filter(check -> !check.passed() && check.severity() == severity)
                .toList();
    }

    /**
     * One check.
     *
     * @param name reads as a sentence, such as {@code magnitude is not null in at least 95% of the batch's rows}
     * @param severity {@link Severity#FAIL} in a receipt that is older than the field
     * @param examples keys of some rows that break it: values of rows, as {@code id=17, line=2}; none if it holds, if it
     *     isn't about rows, or in a receipt that is older than the field
     */
    public record CheckResult(
            String name,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Severity severity,
            String expected,
            String actual,
            boolean passed,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> examples) {

        public CheckResult {
            examples = List.copyOf(examples);
        }

        /** A check that has no examples, or none yet. */
        public static CheckResult of(String name, Severity severity, String expected, String actual, boolean passed) {
            return new CheckResult(name, severity, expected, actual, passed, List.of());
        }

        public CheckResult with(List<String> found) {
            return new CheckResult(name, severity, expected, actual, passed, found);
        }

        /** For people: {@code bid is at least 0: expected 0 rows outside, found 2 rows outside; for example id=17, id=18}. */
        @Override
        public String toString() {
            return name + ": expected " + expected + ", found " + actual
                    + (examples.isEmpty() ? "" : "; for example " + String.join("; ", examples));
        }
    }
}
