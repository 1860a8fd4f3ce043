package dev.waybill.value;

import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Notation.NumberNotation;
import java.util.Comparator;
import java.util.List;

/**
 * Numbers with the contract's separators and currencies, and with their sign on either side. They are rewritten in the usual
 * way, for the parser of their type.
 *
 * <p>It never guesses: a separator of groups that doesn't stand between groups of three digits is a fault, and so is one behind
 * a leading zero, because {@code 0.123} was surely meant to be less than one.
 */
final class NotatedNumberParser implements ValueParser {
    private final NumberNotation notation;
    private final List<String> currencies;
    private final ValueParser usual;
    private final String rule;

    NotatedNumberParser(NumberNotation notation, ColumnType type, ValueParser usual) {
        this.notation = notation;
        // "Fr." before "Fr", whose dot would be left over.
        this.currencies = notation.currencies().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.usual = usual;
        this.rule = "is not " + (type == ColumnType.Simple.INTEGER ? "an " : "a ") + type.sql() + " written like "
                + example(notation, type);
    }

    private static String example(NumberNotation notation, ColumnType type) {
        boolean whole = type == ColumnType.Simple.SMALLINT
                || type == ColumnType.Simple.INTEGER
                || type == ColumnType.Simple.BIGINT
                || (type instanceof ColumnType.Decimal decimal && decimal.scale() == 0);
        return "1"
                + notation.grouping().map(String::valueOf).orElse("")
                + "234"
                + (whole ? "" : notation.decimal() + "5")
                + (notation.currencies().isEmpty()
                        ? ""
                        : " " + notation.currencies().get(0));
    }

    @Override
    public Object parse(String text) throws ValueFaultException {
        NumberBounds bounds = NumberBounds.of(text, currencies);
        StringBuilder plain = new StringBuilder(text.length());
        if (bounds.negative()) {
            plain.append('-');
        }
        int i = whole(text, bounds, plain);
        int digits = plain.length() - (bounds.negative() ? 1 : 0);
        boolean grouped = i - bounds.begin() > digits;
        if (i < bounds.end() && text.charAt(i) == notation.decimal()) {
            plain.append('.');
            int decimals = digits(text, i + 1, bounds.end(), plain) - i - 1;
            digits += decimals;
            i += 1 + decimals;
        }
        int end = grouped ? i : exponent(text, i, bounds.end(), plain);
        if (digits == 0 || end != bounds.end()) {
            throw new ValueFaultException(rule);
        }
        return usual.parse(plain.toString());
    }

    /** Reads the digits before the decimals, with their groups; returns where they end. */
    private int whole(String text, NumberBounds bounds, StringBuilder plain) throws ValueFaultException {
        int begin = bounds.begin();
        int i = digits(text, begin, bounds.end(), plain);
        boolean grouped = i < bounds.end() && separatesGroups(text.charAt(i));
        if (grouped && (i == begin || i - begin > 3 || text.charAt(begin) == '0')) {
            throw new ValueFaultException(rule);
        }
        while (i < bounds.end() && separatesGroups(text.charAt(i))) {
            int end = digits(text, i + 1, bounds.end(), plain);
            if (end - i - 1 != 3) {
                throw new ValueFaultException(rule);
            }
            i = end;
        }
        return i;
    }

    private static int exponent(String text, int begin, int end, StringBuilder plain) {
        if (begin == end || (text.charAt(begin) != 'e' && text.charAt(begin) != 'E')) {
            return begin;
        }
        plain.append('e');
        int i = begin + 1;
        if (i < end && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            plain.append(text.charAt(i));
            i++;
        }
        int last = digits(text, i, end, plain);
        return last == i ? begin : last;
    }

    private static int digits(String text, int begin, int end, StringBuilder plain) {
        int i = begin;
        while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        plain.append(text, begin, i);
        return i;
    }

    private boolean separatesGroups(char c) {
        if (notation.grouping().isEmpty()) {
            return false;
        }
        char grouping = notation.grouping().get();
        return switch (grouping) {
            case ' ' -> WhiteSpace.is(c);
            case '\'' -> c == '\'' || c == '’';
            default -> c == grouping;
        };
    }
}
