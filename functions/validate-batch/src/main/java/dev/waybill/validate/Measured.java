package dev.waybill.validate;

import dev.waybill.contract.Check;
import dev.waybill.error.TerminalException;
import dev.waybill.warehouse.RowValues;
import dev.waybill.warehouse.Rows;
import java.util.Optional;

/**
 * What the warehouse answered to one check.
 *
 * @param rows how many rows of the target carried the batch then
 * @param value absent for NULL
 * @param flag the value, if it is a boolean
 * @param problem why there is no value that could be judged
 */
record Measured(long rows, Optional<String> value, Optional<Boolean> flag, Optional<String> problem) {
    /** Of a query that is to return one. */
    static final String NO_BOOLEAN = "one row that is no boolean";

    /** From the columns of {@link dev.waybill.warehouse.MeasureSql#measure}. */
    static Measured of(Rows measured, int column) {
        return new Measured(
                measured.number(0, 0), measured.text(0, column), measured.flag(0, column), Optional.empty());
    }

    /** What a query of the contract returned by itself. */
    static Measured answer(Rows answer) {
        Optional<Boolean> flag = answer.yesOrNo();
        return new Measured(
                0, flag.map(String::valueOf), flag, flag.isPresent() ? Optional.empty() : Optional.of(shape(answer)));
    }

    /** Not what is in them: results are announced. */
    private static String shape(Rows answer) {
        return switch (answer.count()) {
            case 0 -> "no row";
            case 1 -> NO_BOOLEAN;
            default -> answer.count() + " rows";
        };
    }

    /** The warehouse's error, which may quote values of rows; the check's own words stay as they are. */
    static Measured refused(Check check, TerminalException e) {
        String message = String.valueOf(e.getMessage());
        int title = message.indexOf(check.sentence());
        int error = title < 0 ? 0 : title + check.sentence().length();
        return new Measured(
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(message.substring(0, error) + RowValues.masked(message.substring(error))));
    }

    Measured with(Optional<String> other) {
        return new Measured(rows, other, flag, problem);
    }

    long count() {
        return Long.parseLong(value.orElse("0"));
    }
}
