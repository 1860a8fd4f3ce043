package dev.waybill.convert.type;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.value.TextStandard;
import dev.waybill.value.ValueFaultException;
import dev.waybill.value.ValueParser;
import dev.waybill.value.ValueRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a column's value from its text, or finds every fault that the text has. */
final class ColumnTyper {
    private final String name;
    private final boolean required;
    private final boolean text;
    private final TextStandard standard;
    private final ValueParser parser;
    private final ValueRule[] rules;
    private boolean cut;

    ColumnTyper(Contract contract, Column column) {
        this.name = column.name();
        this.required = column.required();
        this.text = column.type().isText();
        this.standard = TextStandard.of(contract, column);
        this.parser = ValueParser.of(column);
        this.rules = ValueRule.of(column).toArray(ValueRule[]::new);
    }

    @Nullable
    Object type(@Nullable String field, List<Fault> faults) {
        cut = false;
        if (field == null) {
            return missing(faults);
        }
        @Nullable String standardised;
        try {
            standardised = standard.apply(field);
        } catch (ValueFaultException e) {
            faults.add(fault(field, e));
            return null;
        }
        return standardised == null ? missing(faults) : value(standardised, field, faults);
    }

    String name() {
        return name;
    }

    /** Whether the end of the value that was typed last was cut off. */
    boolean hasCut() {
        return cut;
    }

    private @Nullable Object missing(List<Fault> faults) {
        if (required) {
            faults.add(Fault.missing(name));
        }
        return null;
    }

    private @Nullable Object value(String standardised, String field, List<Fault> faults) {
        @Nullable Object value = null;
        try {
            value = parser.parse(standardised);
        } catch (ValueFaultException e) {
            faults.add(fault(standardised, e).writtenAs(field));
        }
        cut = text && value != null && !value.equals(standardised);
        // A text can be judged even if it is too long for its column.
        @Nullable Object judged = text ? standardised : value;
        if (judged != null) {
            for (ValueRule rule : rules) {
                @Nullable String broken = rule.brokenBy(judged);
                if (broken != null) {
                    faults.add(Fault.of(name, standardised, broken).writtenAs(field));
                }
            }
        }
        return value;
    }

    private Fault fault(String wrong, ValueFaultException e) {
        return Fault.of(name, wrong, String.valueOf(e.getMessage()), e.generalRule());
    }
}
