package dev.waybill.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What it means that a check doesn't hold. A document that is older than severities means {@link #FAIL}. */
public enum Severity {
    /** The batch isn't valid. */
    @JsonEnumDefaultValue
    FAIL,
    /** The batch is valid all the same, and somebody is told. */
    WARN;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
