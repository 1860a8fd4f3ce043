package dev.waybill.local.redash;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a thing in Redash. */
public enum Change {
    CREATED,
    UPDATED,
    UNCHANGED,
    /** An earlier publication made it, and the files no longer name it. It stays. */
    LEFT;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
