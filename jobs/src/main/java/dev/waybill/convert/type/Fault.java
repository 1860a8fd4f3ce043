package dev.waybill.convert.type;

import java.util.Optional;

/**
 * Why a record is rejected.
 *
 * @param column the column at fault; absent for a fault of the whole record
 * @param value the wrong value, in full; absent where there is none
 * @param rule what it breaks, such as {@code is not a decimal(4,2)}
 */
public record Fault(Optional<String> column, Optional<String> value, String rule) {
    private static final int SHOWN = 80;

    public static Fault ofRecord(String rule) {
        return new Fault(Optional.empty(), Optional.empty(), rule);
    }

    public static Fault missing(String column) {
        return new Fault(Optional.of(column), Optional.empty(), "required, but the record has no value");
    }

    public static Fault of(String column, String value, String rule) {
        return new Fault(Optional.of(column), Optional.of(value), rule);
    }

    /** Column, value (cut to 80 characters) and rule. */
    public String message() {
        return column.map(name -> name + ": ").orElse("")
                + value.map(text -> "'" + cut(text) + "' ").orElse("")
                + rule;
    }

    /** The message without the value: what faults are counted by. */
    public String kind() {
        return column.map(name -> name + ": ").orElse("") + rule;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
