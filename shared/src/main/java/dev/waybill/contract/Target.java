package dev.waybill.contract;

import java.util.List;
import java.util.Optional;

/**
 * The table that a dataset is loaded into, and how its rows are laid out there.
 *
 * @param undo how long the rows that a batch replaces are kept, so that it can be taken back
 */
public record Target(TableName table, Mode mode, Optional<String> distkey, List<String> sortkey, UndoTime undo) {
    /** A refresh replaces every row, so that each would be kept again and again: only those who ask for it have it. */
    static UndoTime undoByDefault(Mode mode) {
        return mode == Mode.REFRESH ? UndoTime.OFF : UndoTime.days(7);
    }

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
