package dev.waybill.validate;

import dev.waybill.contract.Check;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import dev.waybill.receipt.Verdict;
import dev.waybill.warehouse.Backoff;
import dev.waybill.warehouse.CheckResultTable;
import dev.waybill.warehouse.ExampleSql;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.Rows;
import dev.waybill.warehouse.SqlStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a batch's results in the warehouse, which adds the examples of what breaks them. Doing it again gives the same. */
final class KeepResults {
    private static final Logger LOG = LoggerFactory.getLogger(KeepResults.class);
    private static final int ATTEMPTS = 6;
    private final RedshiftDataWarehouse warehouse;
    private final ExampleSql sql;

    KeepResults(RedshiftDataWarehouse warehouse, ExampleSql sql) {
        this.warehouse = warehouse;
        this.sql = sql;
    }

    /**
     * Answers the verdict with the examples that the warehouse keeps of it.
     *
     * @param broken the checks that don't hold, by position
     * @throws TransientException if the warehouse stayed in conflict, or the answer was lost
     */
    Verdict run(Verdict verdict, Map<Integer, Check> broken) {
        SortedMap<Integer, Check> known = new TreeMap<>(broken);
        known.values().removeIf(check -> !sql.knows(check));
        if (known.isEmpty() || !keptWithExamples(verdict, known)) {
            keep(verdict, Optional.empty());
            return verdict;
        }
        return verdict.withExamples(examples(verdict));
    }

    /** False if the warehouse refuses it, such as a text of more than 100 KB: that the checks don't hold is known without. */
    private boolean keptWithExamples(Verdict verdict, SortedMap<Integer, Check> known) {
        try {
            keep(verdict, Optional.of(sql.examples(known)));
            return true;
        } catch (TerminalException e) {
            LOG.warn(
                    "There are no examples of what breaks {} checks: the warehouse refused to look for them",
                    known.size());
            return false;
        }
    }

    /** By attempts of its own, so that a conflict doesn't have everything measured again. */
    private void keep(Verdict verdict, Optional<SqlStatement> examples) {
        String title = "Keep the results of the checks of " + verdict.batch();
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));
        for (int attempt = 1; ; attempt++) {
            try {
                warehouse.sessionless().executeTogether(title, CheckResultTable.replace(verdict, examples));
                return;
            } catch (TransientException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("Attempt {} of {}: {}", attempt, ATTEMPTS, e.getMessage());
            } catch (UnknownOutcomeException e) {
                // The service was away for minutes already, and the function's time is short.
                throw new TransientException("The answer to \"" + title + "\" was lost. Do it again", e);
            }
            warehouse.pause(backoff);
        }
    }

    /** Those of the table, so that the receipt has the same ones, whatever was loaded meanwhile. */
    private Map<Integer, List<String>> examples(Verdict verdict) {
        Rows rows = warehouse
                .sessionless()
                .execute(
                        CheckResultTable.readExamples(),
                        Map.of(
                                "dataset", verdict.dataset().toString(),
                                "batch_id", verdict.batch().toString()));
        Map<Integer, List<String>> examples = new HashMap<>();
        for (int row = 0; row < rows.count(); row++) {
            examples.put(
                    Math.toIntExact(rows.number(row, 0)),
                    List.of(rows.text(row, 1).orElse("").split("\n", -1)));
        }
        return examples;
    }
}
