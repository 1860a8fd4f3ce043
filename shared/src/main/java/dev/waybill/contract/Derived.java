package dev.waybill.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is made of the target and brought up to date after each load.
 *
 * @param query what it is made by; without, it exists already. A table always has one
 */
public record Derived(TableName name, Kind kind, Optional<String> query) {
    private static final Pattern NO_NAME = Pattern.compile("'[^']*+'|--[^\\n]*+|(?s:/\\*.*?\\*/)");

    public enum Kind {
        /** A materialized view, which is refreshed. */
        VIEW,
        /** A table, whose rows are replaced by those of its query. */
        TABLE
    }

    /** In an order in which each comes after what its query reads; else as they stand. */
    static List<Derived> inOrder(List<Derived> all) {
        List<Derived> ordered = new ArrayList<>();
        List<Derived> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            Derived next = left.stream()
                    .filter(one -> left.stream().noneMatch(other -> !other.equals(one) && one.reads(other)))
                    .findFirst()
                    // Those that read each other stay as they stand: the warehouse says what is wrong with them.
                    .orElse(left.get(0));
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    private boolean reads(Derived other) {
        String name = "\"?%s\"?".formatted(other.name.name());
        String full = "\"?%s\"?\\s*\\.\\s*%s".formatted(other.name.schema(), name);
        Pattern pattern = Pattern.compile(
                "(?<![\\w\".])(?:" + full + (other.name.schema().equals("public") ? "|" + name : "") + ")(?![\\w\"])");
        return query.filter(sql -> pattern.matcher(
                                NO_NAME.matcher(sql).replaceAll(" ").toLowerCase(Locale.ROOT))
                        .find())
                .isPresent();
    }
}
