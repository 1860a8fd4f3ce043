package dev.waybill.validate;

import dev.waybill.error.TerminalException;
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

    /** From the columns of {@link dev.waybill.warehouse.MeasureSql#measure}. */
    static Measured of(Rows measured, int column) {
        return new Measured(
                measured.number(0, 0), measured.text(0, column), measured.flag(0, column), Optional.empty());
    }

    /** What a query of the contract returned by itself. */
    static Measured answer(Rows answer) {
        Optional<Boolean> flag = answer.yesOrNo();
        return new Measured(
                0,
                flag.map(String::valueOf),
                flag,
                flag.isPresent() ? Optional.empty() : Optional.of(answer.toString()));
    }

    static Measured refused(TerminalException e) {
        return new Measured(0, Optional.empty(), Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }

    Measured with(Optional<String> other) {
        return new Measured(rows, other, flag, problem);
    }

    long count() {
        return Long.parseLong(value.orElse("0"));
    }
}
