package dev.waybill.validate;

import dev.waybill.contract.Check;
import dev.waybill.contract.Check.Freshness;
import dev.waybill.contract.Check.Sql;
import dev.waybill.error.TerminalException;
import dev.waybill.warehouse.MeasureSql;
import dev.waybill.warehouse.Rows;
import dev.waybill.warehouse.WarehouseSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Measures all checks by one statement. If the warehouse refuses it, because of what only the contract's author can know, such
 * as a query, a pattern or another table, the guilty ones are found by halves, and all others are measured still.
 */
final class CheckMeasures {
    private final WarehouseSession warehouse;
    private final MeasureSql sql;
    private final Map<Check, Measured> measured = new HashMap<>();
    private final long rows;

    /**
     * Asks the warehouse.
     *
     * @throws TerminalException if not even the batch's rows can be counted
     */
    CheckMeasures(WarehouseSession warehouse, MeasureSql sql, List<Check> checks) {
        this.warehouse = warehouse;
        this.sql = sql;
        this.rows = measure(checks);
    }

    /** How many rows of the target carry the batch. */
    long rows() {
        return rows;
    }

    Measured of(Check check) {
        return Objects.requireNonNull(measured.get(check));
    }

    private long measure(List<Check> checks) {
        try {
            return together(checks);
        } catch (TerminalException e) {
            if (checks.isEmpty()) {
                throw e;
            }
            long counted = together(List.of());
            measureInHalves(checks, e);
            return counted;
        }
    }

    private void measureInHalves(List<Check> refused, TerminalException e) {
        if (refused.size() == 1) {
            Check guilty = refused.get(0);
            measured.put(guilty, guilty instanceof Sql query ? alone(query) : Measured.refused(guilty, e));
            return;
        }
        int middle = refused.size() / 2;
        for (List<Check> half : List.of(refused.subList(0, middle), refused.subList(middle, refused.size()))) {
            try {
                together(half);
            } catch (TerminalException again) {
                measureInHalves(half, again);
            }
        }
    }

    private long together(List<Check> checks) {
        Rows answer = warehouse.execute(sql.measure(checks));
        for (int i = 0; i < checks.size(); i++) {
            measured.put(checks.get(i), complete(checks.get(i), Measured.of(answer, i + 1)));
        }
        return answer.number(0, 0);
    }

    /** What is too old was left out, so that its column needn't be read as a whole at each validation. */
    private Measured complete(Check check, Measured found) {
        return check instanceof Freshness freshness && found.value().isEmpty()
                ? found.with(warehouse.execute(sql.askNewest(freshness)).text(0, 0))
                : found;
    }

    /** A query may be right by itself and wrong as a part of another. */
    private Measured alone(Sql query) {
        try {
            return Measured.answer(warehouse.execute(MeasureSql.ask(query)));
        } catch (TerminalException e) {
            return Measured.refused(query, e);
        }
    }
}
