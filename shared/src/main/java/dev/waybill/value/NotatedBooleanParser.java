package dev.waybill.value;

import dev.waybill.contract.Notation.BooleanNotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Booleans in the contract's own words. */
record NotatedBooleanParser(Set<String> trueValues, Set<String> falseValues, String rule) implements ValueParser {
    static NotatedBooleanParser of(BooleanNotation notation) {
        List<String> all = Stream.of(notation.trueValues(), notation.falseValues())
                .flatMap(List::stream)
                .toList();
        return new NotatedBooleanParser(
                new HashSet<>(notation.trueValues()),
                new HashSet<>(notation.falseValues()),
                "is not a boolean (" + Enumeration.or(all) + ")");
    }

    @Override
    public Object parse(String text) throws ValueFaultException {
        if (trueValues.contains(text)) {
            return true;
        }
        if (falseValues.contains(text)) {
            return false;
        }
        throw new ValueFaultException(rule);
    }
}
