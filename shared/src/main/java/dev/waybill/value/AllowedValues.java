package dev.waybill.value;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The only values that a column may have. */
record AllowedValues(Set<Object> values, String rule) implements ValueRule {
    static AllowedValues of(List<String> texts, ValueParser parser) {
        Set<Object> values = new HashSet<>();
        texts.forEach(text -> values.add(ValueOrder.comparable(ValueRule.checked(text, parser))));
        return new AllowedValues(values, "is not an allowed value (" + Enumeration.or(texts) + ")");
    }

    @Override
    public @Nullable String brokenBy(Object value) {
        return values.contains(ValueOrder.comparable(value)) ? null : rule;
    }
}
