package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.equal;
import static dev.waybill.warehouse.Identifiers.list;
import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Check;
import dev.waybill.contract.Check.Allowed;
import dev.waybill.contract.Check.ForeignKey;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Pattern;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows that break a check, called {@code r}. A comparison with NULL isn't true, so that NULL breaks none.
 *
 * <p>The batch's id stands in the text and isn't bound: what a contract's own SQL and patterns have after a colon would be
 * taken for parameters.
 */
record OffendingRows(Contract contract, BatchId batch) {

    /** Which of {@link #batchRows} break it; empty for a check that looks at more than one row at a time. */
    Optional<String> condition(Check check) {
        if (check instanceof NotNull notNull) {
            return Optional.of(column(notNull.column()) + " IS NULL");
        }
        if (check instanceof Range range) {
            return Optional.of(outside(range));
        }
        if (check instanceof Allowed allowed) {
            Column column = contract.column(allowed.column());
            String values = allowed.values().stream()
                    .map(value -> SqlValue.of(column, value))
                    .collect(Collectors.joining(", "));
            return Optional.of(column(allowed.column()) + " NOT IN (" + values + ")");
        }
        return check instanceof Pattern pattern ? Optional.of(mismatch(pattern)) : Optional.empty();
    }

    /** FROM and what follows it, indented by two; empty for a check that isn't about rows. */
    Optional<String> from(Check check) {
        if (check instanceof Unique unique) {
            return Optional.of(repeated(unique));
        }
        if (check instanceof ForeignKey key) {
            return Optional.of(unmatched(key));
        }
        return condition(check).map(condition -> batchRows() + "\n    AND (" + condition + ")");
    }

    /** FROM and what follows it, indented by two: the rows of the target that carry the batch. */
    String batchRows() {
        return """
                  FROM %s AS r
                  WHERE r."_batch" = '%s'\
                """.formatted(target(), batch);
    }

    private String outside(Range range) {
        Column column = contract.column(range.column());
        return Stream.of(
                        range.min().map(min -> column(range.column()) + " < " + SqlValue.of(column, min)),
                        range.max().map(max -> column(range.column()) + " > " + SqlValue.of(column, max)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" OR "));
    }

    /** A CHAR has blanks at its end, which only a pattern sees. */
    private String mismatch(Pattern pattern) {
        String column = column(pattern.column());
        String text =
                contract.column(pattern.column()).type() instanceof ColumnType.Char ? "RTRIM(" + column + ")" : column;
        return text + " !~ " + Identifiers.literal(pattern.matches());
    }

    private String repeated(Unique unique) {
        return """
                  FROM (
                    SELECT %1$s
                    FROM %2$s AS t
                    JOIN (SELECT DISTINCT %3$s FROM %2$s WHERE "_batch" = '%5$s') AS b
                      ON %4$s
                    GROUP BY %1$s
                    HAVING count(*) > 1
                  ) AS r\
                """.formatted(
                        list("t", unique.columns()),
                        target(),
                        list(unique.columns()),
                        equal("t", "b", unique.columns()),
                        batch);
    }

    /** A join, since Redshift doesn't take every subquery that speaks of the row outside it. */
    private String unmatched(ForeignKey key) {
        List<String> own = key.columns().stream().map(OffendingRows::column).toList();
        List<String> other = key.to().stream().map(name -> "o." + quoted(name)).toList();
        String match = IntStream.range(0, own.size())
                .mapToObj(i -> other.get(i) + " = " + own.get(i))
                .collect(Collectors.joining(" AND "));
        List<String> conditions = new ArrayList<>(List.of("r.\"_batch\" = '" + batch + "'"));
        own.forEach(column -> conditions.add(column + " IS NOT NULL"));
        conditions.add(other.get(0) + " IS NULL");
        return """
                  FROM %s AS r
                  LEFT JOIN %s AS o ON %s
                  WHERE %s\
                """.formatted(target(), quoted(key.references()), match, String.join(" AND ", conditions));
    }

    private static String column(String name) {
        return "r." + quoted(name);
    }

    private String target() {
        return quoted(contract.target().table());
    }
}
