package dev.waybill.convert.type;

import java.util.Optional;

/**
 * Why a record is rejected.
 *
 * @param column the column at fault; absent for a fault of the whole record
 * @param value the wrong value, in full; absent where there is none
 * @param written what the record has instead of the value, in full; absent where it is the value
 * @param rule what it breaks, such as {@code has 23 bytes, too long for a varchar(10)}
 * @param generalRule the rule without what differs from record to record: {@code is too long for a varchar(10)}
 */
public record Fault(
        Optional<String> column, Optional<String> value, Optional<String> written, String rule, String generalRule) {
    private static final int SHOWN = 80;

    public static Fault ofRecord(String rule) {
        return ofRecord(rule, rule);
    }

    public static Fault ofRecord(String rule, String generalRule) {
        return new Fault(Optional.empty(), Optional.empty(), Optional.empty(), rule, generalRule);
    }

    public static Fault missing(String column) {
        return ofColumn(column, "required, but the record has no value");
    }

    /** A fault of a column that has no value to show. */
    public static Fault ofColumn(String column, String rule) {
        return new Fault(Optional.of(column), Optional.empty(), Optional.empty(), rule, rule);
    }

    public static Fault of(String column, String value, String rule) {
        return of(column, value, rule, rule);
    }

    public static Fault of(String column, String value, String rule, String generalRule) {
        return new Fault(Optional.of(column), Optional.of(value), Optional.empty(), rule, generalRule);
    }

    /** The same fault of a value that the record writes otherwise than by letter case and white space around it. */
    Fault writtenAs(String field) {
        return value.filter(text -> !text.strip().equalsIgnoreCase(field.strip()))
                .map(text -> new Fault(column, value, Optional.of(field), rule, generalRule))
                .orElse(this);
    }

    /** Column, value and what is written instead (both cut to 80 characters), and rule. */
    public String message() {
        return column.map(name -> name + ": ").orElse("")
                + value.map(text -> "'" + cut(text) + "' ").orElse("")
                + written.map(text -> "(written '" + cut(text) + "') ").orElse("")
                + rule;
    }

    /** Column and general rule: what faults are counted by. */
    public String kind() {
        return column.map(name -> name + ": ").orElse("") + generalRule;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
