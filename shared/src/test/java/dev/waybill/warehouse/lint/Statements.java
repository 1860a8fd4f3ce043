package dev.waybill.warehouse.lint;

import dev.waybill.contract.ColumnType;
import dev.waybill.contract.ColumnType.Varchar;
import java.util.Locale;
import java.util.Optional;

/** Reads one statement of any kind. */
final class Statements {
    private final Tokens tokens;
    private final KnownTables known;
    private Optional<String> inserted = Optional.empty();

    Statements(Tokens tokens, KnownTables known) {
        this.tokens = tokens;
        this.known = known;
    }

    StatementKind read() {
        refuse(tokens.peek().text().toLowerCase(Locale.ROOT));
        StatementKind kind = kind();
        tokens.expectEnd();
        return kind;
    }

    private static void refuse(String verb) {
        switch (verb) {
            case "truncate" ->
                throw new LintException(Source.TRUNCATE, "TRUNCATE commits the transaction that it is in: DELETE");
            case "vacuum" -> throw new LintException(Source.VACUUM, "VACUUM runs in no transaction, and by itself");
            case "merge" ->
                throw new LintException(Source.WAYBILL, "MERGE can't say only if newer: DELETE, and INSERT");
            case "with" ->
                throw new LintException(Source.WAYBILL, "a query that is named before it is used: put it where it is");
            default -> {}
        }
    }

    /** The table that an INSERT inserts into. */
    Optional<String> inserted() {
        return inserted;
    }

    private StatementKind kind() {
        if (tokens.at("select")) {
            new Queries(tokens, known).read();
            return StatementKind.SELECT;
        }
        if (tokens.at("insert")) {
            inserted = Optional.of(new Changes(tokens, known).insert());
            return StatementKind.INSERT;
        }
        if (tokens.at("update")) {
            new Changes(tokens, known).update();
            return StatementKind.UPDATE;
        }
        if (tokens.at("delete")) {
            new Changes(tokens, known).delete();
            return StatementKind.DELETE;
        }
        if (tokens.at("copy")) {
            Copy.read(tokens, known);
            return StatementKind.COPY;
        }
        return tokens.at("create") ? create() : other();
    }

    private StatementKind create() {
        if (tokens.takeIf("create", "schema", "if", "not", "exists")) {
            tokens.name();
            return StatementKind.CREATE_SCHEMA;
        }
        if (tokens.takeIf("create", "external", "schema", "if", "not", "exists")) {
            tokens.name();
            tokens.expect("from", "data", "catalog", "database");
            tokens.string();
            Copy.role(tokens);
            return StatementKind.CREATE_EXTERNAL_SCHEMA;
        }
        if (tokens.takeIf("create", "materialized", "view")) {
            String view = tokens.table();
            tokens.expect("as");
            known.create(view, new Queries(tokens.restOf(Author.CONTRACT), known).read());
            return StatementKind.CREATE_MATERIALIZED_VIEW;
        }
        return new Tables(tokens, known).create();
    }

    private StatementKind other() {
        if (tokens.takeIf("begin")) {
            return StatementKind.BEGIN;
        }
        if (tokens.takeIf("commit")) {
            return StatementKind.COMMIT;
        }
        if (tokens.takeIf("set", "query_group", "to")) {
            tokens.string();
            return StatementKind.SET;
        }
        if (tokens.takeIf("refresh", "materialized", "view")) {
            tokens.table();
            return StatementKind.REFRESH;
        }
        if (tokens.takeIf("lock")) {
            lock();
            return StatementKind.LOCK;
        }
        if (tokens.takeIf("alter", "table")) {
            return alter();
        }
        throw tokens.unexpected("a statement");
    }

    private void lock() {
        String table = tokens.table();
        known.columns(table);
        // After a conflict, and for an undo: with the ledger, which all loads read and write.
        if (tokens.takeIf(",") && !tokens.table().equals("waybill.batch")) {
            throw tokens.unexpected("the ledger");
        }
        if (!table.startsWith("waybill.lock_")) {
            throw new LintException(
                    Source.LOCK, "LOCK " + table + " makes its readers wait: lock a table that has none");
        }
    }

    private StatementKind alter() {
        String table = tokens.table();
        known.columns(table);
        if (tokens.at("append")) {
            throw new LintException(Source.APPEND, "ALTER TABLE APPEND runs in no transaction");
        }
        if (tokens.takeIf("add", "column")) {
            String column = tokens.name();
            DataType.ofColumn(tokens);
            boolean required = tokens.takeIf("not", "null");
            if (!ColumnDefault.read(tokens) && required) {
                throw new LintException(
                        Source.ALTER_TABLE, column + " is NOT NULL without a DEFAULT for the rows there");
            }
            known.add(table, column);
            return StatementKind.ADD_COLUMN;
        }
        tokens.expect("alter", "column");
        known.requireColumn(table, tokens.name());
        tokens.expect("type");
        DataType type = DataType.ofColumn(tokens);
        if (!(ColumnType.parse(type.text()).orElseThrow() instanceof Varchar)) {
            throw new LintException(
                    Source.ALTER_TABLE, "only a varchar's length can be changed, not to " + type.text());
        }
        return StatementKind.WIDEN_COLUMN;
    }
}
