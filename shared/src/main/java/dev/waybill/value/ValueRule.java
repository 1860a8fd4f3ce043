package dev.waybill.value;

import dev.waybill.contract.Column;
import dev.waybill.contract.ValueRules;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that the contract has for a column's values. */
@FunctionalInterface
public interface ValueRule {
    /**
     * The rule in words, such as {@code is less than 0}, if the value breaks it; else null.
     *
     * @param value of a text column, the text before any of it is cut off
     */
    @Nullable
    String brokenBy(Object value);

    static List<ValueRule> of(Column column) {
        ValueRules rules = column.rules();
        ZoneId zone = column.notation().zone();
        ValueParser parser = ValueParser.ofContract(column.type(), zone);
        List<ValueRule> all = new ArrayList<>();
        if (!rules.allowed().isEmpty()) {
            all.add(AllowedValues.of(rules.allowed(), parser));
        }
        rules.pattern().map(WholePattern::of).ifPresent(all::add);
        rules.min().map(min -> Limit.least(min, parser)).ifPresent(all::add);
        rules.max().map(max -> Limit.greatest(max, parser)).ifPresent(all::add);
        return all;
    }

    /** A value of the contract, which was checked when it was read. */
    static Object checked(String text, ValueParser parser) {
        try {
            return parser.parse(text);
        } catch (ValueFaultException e) {
            throw new IllegalStateException("The contract's '" + text + "' " + e.getMessage(), e);
        }
    }
}
