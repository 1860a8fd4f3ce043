package dev.waybill.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the contract's {@code quality}. */
final class QualityReader {
    private static final List<String> KINDS = List.of(
            "not_null", "unique", "range", "allowed", "pattern", "foreign_key", "freshness", "row_count", "sql");

    private final CheckReader checks;
    private final List<String> givenNames = new ArrayList<>();

    private QualityReader(CheckReader checks) {
        this.checks = checks;
    }

    static Quality read(Section quality, ColumnNames names, List<Column> columns) {
        QualityReader reader = new QualityReader(new CheckReader(names, columns));
        Share maxRejected = quality.value("max_rejected", Share::parse).orElse(Share.NONE);
        List<QualityCheck> checks = quality
                .child("checks")
                .filter(list -> list.node().isArray())
                .stream()
                .flatMap(list -> quality.elements("checks").stream())
                .filter(element -> element.node().isObject())
                .flatMap(check -> reader.check(check).stream())
                .toList();
        return new Quality(maxRejected, checks);
    }

    private Optional<QualityCheck> check(Section section) {
        List<String> kinds = KINDS.stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            section.mistake(
                    kinds.isEmpty()
                            ? "says nothing to check. Write one of " + String.join(", ", KINDS)
                            : "has " + String.join(" and ", kinds) + ". Write each as a check of its own");
            return Optional.empty();
        }
        String kind = kinds.get(0);
        if (section.has("at_least") && !kind.equals("not_null")) {
            section.mistake("at_least", "belongs to not_null, not to " + kind + ". Remove it");
        }
        Optional<String> name = name(section, kind);
        Severity severity =
                ContractReader.oneOf(section.text("severity"), Severity.class).orElse(Severity.FAIL);
        return check(section, kind, name)
                .map(check -> new QualityCheck(name.orElseGet(check::sentence), severity, check));
    }

    private Optional<String> name(Section section, String kind) {
        Optional<String> name = section.text("name").map(String::strip);
        if (kind.equals("sql") && !section.has("name")) {
            section.mistake("name", "is missing. Write what must hold, such as name: no orders from the future");
        }
        if (name.filter(givenNames::contains).isPresent()) {
            section.mistake("name", "'" + name.get() + "' is already a check's name. Write another");
        }
        name.ifPresent(givenNames::add);
        return name;
    }

    private Optional<? extends Check> check(Section section, String kind, Optional<String> name) {
        return switch (kind) {
            case "not_null" -> checks.notNull(section);
            case "unique" -> Optional.of(checks.unique(section));
            case "range" -> section.mapping(kind).flatMap(checks::range);
            case "allowed" -> section.mapping(kind).flatMap(checks::allowed);
            case "pattern" -> section.mapping(kind).flatMap(checks::pattern);
            case "foreign_key" -> section.mapping(kind).flatMap(checks::foreignKey);
            case "freshness" -> section.mapping(kind).flatMap(checks::freshness);
            case "row_count" -> section.mapping(kind).flatMap(checks::rowCount);
            default ->
                section.value("sql", SelectQuery::check)
                        .flatMap(query -> name.map(given -> new Check.Sql(given, query)));
        };
    }
}
