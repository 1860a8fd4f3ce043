package dev.waybill.operate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a batch stands. */
public enum BatchState {
    /** An execution is on its way. */
    RUNNING,
    /** In the table, and valid. */
    LOADED,
    /** By the contract, before the load, or by validation, after it. */
    REJECTED,
    /** The work couldn't be done; running it again may help. */
    FAILED,
    /** It was in the table, and was taken back. */
    UNDONE,
    /** It was in the table, and another batch took its place. */
    CORRECTED;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
