package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.literal;
import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Check;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The query for examples of what breaks some checks: the least few of each, so that they are the same ones again. */
public final class ExampleSql {
    private static final int MOST = 5;
    /** A key may be a text of 64 KB. */
    private static final int LONGEST_TEXT = 100;
    /** In characters of up to 4 bytes, so that all of a check fit into their column, each on a line. */
    private static final int LONGEST = 249;

    private final Contract contract;
    private final OffendingRows offending;

    public ExampleSql(Contract contract, BatchId batch) {
        this.contract = contract;
        this.offending = new OffendingRows(contract, batch);
    }

    /** Whether there can be examples: of what isn't about rows there are none. */
    public boolean knows(Check check) {
        return offending.from(check).isPresent();
    }

    /**
     * A row for each example: the check's position, and the row's key, {@code id=17, line=2}, for {@code unique} the repeated
     * values, and without a key the row's file. No example has a line break.
     *
     * @param checks of those that are known, by their positions among the batch's results
     */
    public SqlStatement examples(Map<Integer, Check> checks) {
        List<String> parts = new ArrayList<>();
        checks.forEach((position, check) -> parts.add("""
                SELECT %1$d AS "position", e%1$d."example"
                FROM (
                  SELECT DISTINCT LEFT(REPLACE(%2$s, CHR(10), ' '), %3$d) AS "example"
                %4$s
                  ORDER BY "example"
                  LIMIT %5$d
                ) AS e%1$d""".formatted(
                        position, example(check), LONGEST, offending.from(check).orElseThrow(), MOST)));
        return new SqlStatement("Look for examples of what breaks the checks", String.join("\nUNION ALL\n", parts));
    }

    private String example(Check check) {
        List<String> columns = check instanceof Unique unique
                ? unique.columns()
                : contract.key().isEmpty() ? List.of(Lineage.FILE) : contract.key();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> literal((i == 0 ? "" : ", ") + columns.get(i) + "=") + " || COALESCE("
                        + text(columns.get(i)) + ", 'NULL')")
                .collect(Collectors.joining(" || "));
    }

    private String text(String name) {
        String column = "r." + quoted(name);
        if (name.equals(Lineage.FILE)) {
            return column;
        }
        ColumnType type = contract.column(name).type();
        if (type.isText()) {
            return "LEFT(" + column + ", " + LONGEST_TEXT + ")";
        }
        // Redshift casts no boolean to a text.
        return type == ColumnType.Simple.BOOLEAN
                ? "CASE " + column + " WHEN true THEN 'true' WHEN false THEN 'false' END"
                : "CAST(" + column + " AS varchar)";
    }
}
