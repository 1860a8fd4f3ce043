package dev.waybill.warehouse;

import java.util.List;

/** A column of the ledger that the first ledgers hadn't. It can be added to one with rows: it is nullable or has a default. */
record LedgerColumn(String name, String definition) {
    static final List<LedgerColumn> LATER = List.of(
            new LedgerColumn("deleted", "bigint NOT NULL DEFAULT 0"),
            new LedgerColumn("supersedes", "varchar(80)"),
            new LedgerColumn("removed", "bigint"),
            new LedgerColumn("restored", "bigint"),
            new LedgerColumn("changed_since", "bigint"),
            new LedgerColumn("undo_until", "timestamp"),
            new LedgerColumn("undone_at", "timestamp"),
            new LedgerColumn("undo_removed", "bigint"),
            new LedgerColumn("undo_restored", "bigint"),
            new LedgerColumn("undo_changed_since", "bigint"));

    String sql() {
        return Identifiers.quoted(name) + " " + definition;
    }
}
