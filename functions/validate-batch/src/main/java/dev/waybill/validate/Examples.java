package dev.waybill.validate;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Check;
import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import dev.waybill.warehouse.ExampleSql;
import dev.waybill.warehouse.Rows;
import dev.waybill.warehouse.WarehouseSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of some rows that break the checks that don't hold. */
record Examples(Map<Check, List<String>> byCheck) {
    private static final Logger LOG = LoggerFactory.getLogger(Examples.class);

    /** Asks for them by one statement, or not at all where there can be none. */
    static Examples of(WarehouseSession warehouse, Contract contract, BatchId batch, List<Check> broken) {
        ExampleSql sql = new ExampleSql(contract, batch);
        List<Check> known = broken.stream().filter(sql::knows).toList();
        return known.isEmpty() ? new Examples(Map.of()) : ask(warehouse, sql, known);
    }

    /** None at all if the warehouse refuses it, such as a text of more than 100 KB: that the checks don't hold is known. */
    private static Examples ask(WarehouseSession warehouse, ExampleSql sql, List<Check> known) {
        Map<Check, List<String>> byCheck = new HashMap<>();
        try {
            Rows rows = warehouse.execute(sql.examples(known));
            for (int row = 0; row < rows.count(); row++) {
                Check check = known.get(Math.toIntExact(rows.number(row, 0)));
                byCheck.computeIfAbsent(check, first -> new ArrayList<>())
                        .add(rows.text(row, 1).orElse(""));
            }
        } catch (TerminalException e) {
            LOG.warn(
                    "There are no examples of what breaks {} checks: the warehouse refused to look for them",
                    known.size());
        }
        return new Examples(byCheck);
    }

    /** None for a check that holds, or that isn't about rows. */
    List<String> of(Check check) {
        return byCheck.getOrDefault(check, List.of());
    }
}
