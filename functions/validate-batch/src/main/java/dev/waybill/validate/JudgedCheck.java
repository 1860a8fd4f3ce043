package dev.waybill.validate;

import dev.waybill.contract.Check;
import dev.waybill.contract.Check.ForeignKey;
import dev.waybill.contract.Check.Freshness;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.RowCount;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.QualityCheck;
import dev.waybill.contract.Share;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.text.Counted;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What a measured check comes to. Where the batch has no rows, everything holds of all of them.
 *
 * @param end when the batch's hour was over
 * @param records how many the batch has read
 */
record JudgedCheck(QualityCheck stated, Measured measured, LocalDateTime end, long records) {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    CheckResult result() {
        Check check = stated.check();
        if (check instanceof NotNull notNull) {
            return result(notNull);
        }
        if (check instanceof Freshness freshness) {
            return result(freshness);
        }
        if (check instanceof RowCount rowCount) {
            return result(rowCount);
        }
        return check instanceof Sql ? answered() : counted(check);
    }

    private CheckResult result(NotNull check) {
        boolean all = check.atLeast().equals(Share.ALL);
        Share nulls = new Share(BigDecimal.valueOf(100).subtract(check.atLeast().percent()));
        long values = measured.rows() - measured.count();
        return result(
                all ? "all rows" : "at least " + check.atLeast(),
                values + " of " + rows(measured.rows()),
                !nulls.isExceededBy(measured.count(), measured.rows()));
    }

    private CheckResult counted(Check check) {
        long count = measured.count();
        return result(counted(check, 0), counted(check, count), count == 0);
    }

    private static String counted(Check check, long count) {
        if (check instanceof Unique) {
            return count + " repeated";
        }
        String what = check instanceof Range
                ? "outside"
                : check instanceof ForeignKey ? "without a match" : "with another value";
        return rows(count) + " " + what;
    }

    private static String rows(long count) {
        return count + " " + Counted.word(count, "row", "rows");
    }

    /** Both are written so that the later one is the greater text. */
    private CheckResult result(Freshness check) {
        String oldest = SECOND.format(check.oldest(end));
        return result(
                oldest + " or later",
                measured.value().orElse("no value"),
                measured.value().filter(newest -> newest.compareTo(oldest) >= 0).isPresent());
    }

    private CheckResult result(RowCount check) {
        UsualRecords usual = UsualRecords.of(measured.value().orElse(""), check.within());
        return result(
                usual.toString(), records + " " + Counted.word(records, "record", "records"), usual.includes(records));
    }

    private CheckResult answered() {
        return result(
                "true",
                measured.flag()
                        .map(String::valueOf)
                        .orElseGet(() -> measured.value()
                                .map(value -> Measured.NO_BOOLEAN)
                                .orElse("no row, or NULL")),
                measured.flag().orElse(false));
    }

    private CheckResult result(String expected, String actual, boolean passed) {
        return CheckResult.of(
                stated.name(),
                stated.severity(),
                expected,
                measured.problem().orElse(actual),
                passed && measured.problem().isEmpty());
    }
}
