package dev.waybill.value;

/** A text that is no value of its column's type; the message is the rule that it breaks. */
public final class ValueFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String generalRule;

    ValueFaultException(String rule) {
        this(rule, rule);
    }

    ValueFaultException(String rule, String generalRule) {
        // Thrown for every bad value, and never shown with a stack trace.
        super(rule, null, false, false);
        this.generalRule = generalRule;
    }

    /** The rule without what differs from value to value. */
    public String generalRule() {
        return generalRule;
    }
}
