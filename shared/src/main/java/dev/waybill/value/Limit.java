package dev.waybill.value;

import org.jspecify.annotations.Nullable;

/**
 * The least or the greatest value that a column may have.
 *
 * @param wrong what a value that is wrong is when compared with the limit: -1 for less, 1 for greater
 */
record Limit(Object limit, int wrong, String rule) implements ValueRule {
    static Limit least(String text, ValueParser parser) {
        return new Limit(ValueRule.checked(text, parser), -1, "is less than the column's min, " + text);
    }

    static Limit greatest(String text, ValueParser parser) {
        return new Limit(ValueRule.checked(text, parser), 1, "is greater than the column's max, " + text);
    }

    @Override
    public @Nullable String brokenBy(Object value) {
        return Integer.signum(ValueOrder.compare(value, limit)) == wrong ? rule : null;
    }
}
