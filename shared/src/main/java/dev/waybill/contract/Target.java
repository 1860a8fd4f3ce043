package dev.waybill.contract;

import java.util.List;
import java.util.Optional;

/** The table that a dataset is loaded into, and how its rows are laid out there. */
public record Target(TableName table, Mode mode, Optional<String> distkey, List<String> sortkey) {

    public Target {
        sortkey = List.copyOf(sortkey);
    }

    public enum Mode {
        /** The newest row of each key stays. */
        UPSERT,
        /** Every row is added. */
        APPEND,
        /** The batch is the whole table and replaces it, unless a newer batch already did. */
        REFRESH
    }
}
