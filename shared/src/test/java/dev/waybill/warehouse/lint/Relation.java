package dev.waybill.warehouse.lint;

import java.util.List;

/** What a query reads from, a table or a query. */
record Relation(Kind kind, List<String> columns) {

    enum Kind {
        /** A table whose columns a contract may name as it likes. */
        TABLE,
        /** A query or a system table, whose names are known to be none of the reserved words. */
        NAMED_HERE
    }

    static Relation table(String name, KnownTables known) {
        boolean system = name.startsWith("pg_") || name.startsWith("information_schema.");
        return new Relation(system ? Kind.NAMED_HERE : Kind.TABLE, known.columns(name));
    }

    static Relation query(List<String> columns) {
        return new Relation(Kind.NAMED_HERE, columns);
    }
}
