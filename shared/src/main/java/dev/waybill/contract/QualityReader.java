package dev.waybill.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the contract's {@code quality}. */
final class QualityReader {
    private static final List<String> KINDS = List.of("not_null", "unique", "range", "sql");

    private final ColumnNames names;
    private final List<Column> columns;
    private final List<String> sqlNames = new ArrayList<>();

    private QualityReader(ColumnNames names, List<Column> columns) {
        this.names = names;
        this.columns = columns;
    }

    static Quality read(Section quality, ColumnNames names, List<Column> columns) {
        QualityReader reader = new QualityReader(names, columns);
        Share maxRejected = quality.value("max_rejected", Share::parse).orElse(Share.NONE);
        List<Check> checks = quality.child("checks").filter(list -> list.node().isArray()).stream()
                .flatMap(list -> quality.elements("checks").stream())
                .filter(element -> element.node().isObject())
                .flatMap(check -> reader.check(check).stream())
                .toList();
        return new Quality(maxRejected, checks);
    }

    private Optional<Check> check(Section check) {
        List<String> kinds = KINDS.stream().filter(check::has).toList();
        if (kinds.size() != 1) {
            check.mistake(
                    kinds.isEmpty()
                            ? "says nothing to check. Write one of not_null, unique, range, sql"
                            : "has " + String.join(" and ", kinds) + ". Write each as a check of its own");
            return Optional.empty();
        }
        String kind = kinds.get(0);
        refuse(check, "at_least", kind, "not_null");
        refuse(check, "name", kind, "sql");
        return switch (kind) {
            case "not_null" -> notNull(check);
            case "unique" -> {
                SuperColumns.of(columns).refuse(check, "unique");
                yield Optional.of(new Check.Unique(names.list(check, "unique")));
            }
            case "range" -> check.mapping("range").flatMap(this::range);
            default -> sql(check);
        };
    }

    private static void refuse(Section check, String key, String kind, String owner) {
        if (check.has(key) && !kind.equals(owner)) {
            check.mistake(key, "belongs to " + owner + ", not to " + kind + ". Remove it");
        }
    }

    private Optional<Check> notNull(Section check) {
        Share atLeast = check.value("at_least", Share::parse).orElse(Share.ALL);
        return names.one(check, "not_null").map(column -> new Check.NotNull(column, atLeast));
    }

    private Optional<Check> range(Section range) {
        Optional<String> column = names.one(range, "column");
        Optional<BigDecimal> min = range.number("min");
        Optional<BigDecimal> max = range.number("max");
        if (!range.has("min") && !range.has("max")) {
            range.mistake("has no bound. Write min, max or both");
        }
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            range.mistake("min", min.get() + " is greater than max, " + max.get() + ". Swap them");
        }
        columns.stream()
                .filter(known -> column.filter(known.name()::equals).isPresent()
                        && !known.type().isNumber())
                .forEach(known -> range.mistake(
                        "column",
                        known.name() + " is " + known.type().sql()
                                + ". Name a column of numbers, or write an sql check"));
        return column.map(name -> new Check.Range(name, min, max));
    }

    private Optional<Check> sql(Section check) {
        Optional<String> query = check.value("sql", SelectQuery::check);
        Optional<String> name = check.text("name").map(String::strip);
        if (!check.has("name")) {
            check.mistake("name", "is missing. Write what must hold, such as name: no orders from the future");
        }
        if (name.filter(sqlNames::contains).isPresent()) {
            check.mistake("name", "'" + name.get() + "' is already a check's name. Write another");
        }
        name.ifPresent(sqlNames::add);
        return name.flatMap(text -> query.map(sql -> new Check.Sql(text, sql)));
    }
}
