package dev.waybill.warehouse.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads CREATE TABLE, of columns, of a query or LIKE another one. */
final class Tables {
    private static final Set<String> SYSTEM_COLUMNS = Set.of("oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");
    private static final Set<String> ENCODINGS = Set.of(
            "az64",
            "bytedict",
            "delta",
            "delta32k",
            "lzo",
            "mostly8",
            "mostly16",
            "mostly32",
            "raw",
            "runlength",
            "text255",
            "text32k",
            "zstd");
    private static final int MOST_SORT_COLUMNS = 400;

    private final Tokens tokens;
    private final KnownTables known;
    private boolean encodes;

    Tables(Tokens tokens, KnownTables known) {
        this.tokens = tokens;
        this.known = known;
    }

    StatementKind create() {
        tokens.expect("create");
        boolean temporary = tokens.takeIf("temp");
        tokens.expect("table");
        boolean keeps = tokens.takeIf("if", "not", "exists");
        String table = tokens.table();
        requireSchema(table, temporary);
        if (!keeps && known.has(table)) {
            throw new LintException(Source.CREATE_TABLE, table + " exists");
        }
        if (tokens.takeIf("as")) {
            createAs(table);
            return StatementKind.CREATE_TABLE_AS;
        }
        if (tokens.takeIf("(", "like")) {
            known.create(table, known.columns(tokens.table()));
            tokens.expect(")");
            return StatementKind.CREATE_TABLE_LIKE;
        }
        Map<String, DataType> columns = columns();
        attributes(columns, temporary);
        if (!known.has(table)) {
            known.create(table, List.copyOf(columns.keySet()));
        }
        return StatementKind.CREATE_TABLE;
    }

    private void requireSchema(String table, boolean temporary) {
        if (temporary && table.contains(".")) {
            throw new LintException(Source.CREATE_TABLE, "a temporary table is in no schema of ours: " + table);
        }
        if (!temporary && !table.contains(".")) {
            throw new LintException(Source.WAYBILL, table + " has no schema: the search path is the session's");
        }
    }

    private void createAs(String table) {
        List<String> columns = new Queries(tokens, known).read();
        if (columns.contains("")) {
            throw new LintException(Source.CREATE_TABLE_AS, "a column of " + table + " has no name: AS");
        }
        known.create(table, columns);
    }

    private Map<String, DataType> columns() {
        Map<String, DataType> columns = new LinkedHashMap<>();
        tokens.expect("(");
        do {
            String name = tokens.name();
            if (SYSTEM_COLUMNS.contains(name)) {
                throw new LintException(Source.NAMES, name + " is a system column of every table");
            }
            if (columns.put(name, DataType.ofColumn(tokens)) != null) {
                throw new LintException(Source.CREATE_TABLE, name + " is there twice");
            }
            refuseConstraint();
            tokens.takeIf("not", "null");
            ColumnDefault.read(tokens);
            encoding();
        } while (tokens.takeIf(","));
        tokens.expect(")");
        return columns;
    }

    private void refuseConstraint() {
        if (tokens.at("primary") || tokens.at("unique") || tokens.at("references")) {
            throw new LintException(
                    Source.CREATE_TABLE, "a key is not enforced, and a plan that trusts a wrong one gives wrong rows");
        }
        if (tokens.at("generated") || tokens.at("check")) {
            throw new LintException(
                    Source.UNSUPPORTED, "there is no " + tokens.peek().text() + " of a column");
        }
    }

    private void encoding() {
        if (tokens.takeIf("encode")) {
            String encoding = tokens.take().text();
            if (!ENCODINGS.contains(encoding)) {
                throw new LintException(Source.CREATE_TABLE, encoding + " is no encoding of a column");
            }
            encodes = true;
        }
    }

    private void attributes(Map<String, DataType> columns, boolean temporary) {
        String style = tokens.takeIf("diststyle") ? tokens.take().text() : "";
        if (!style.isEmpty() && !Set.of("AUTO", "EVEN", "KEY", "ALL").contains(style)) {
            throw new LintException(Source.CREATE_TABLE, style + " is no distribution");
        }
        boolean distributed = tokens.takeIf("distkey");
        if (distributed) {
            requireKey("DISTKEY", tokens.names(), columns, 1);
        }
        if (style.equals("KEY") != distributed) {
            throw new LintException(Source.CREATE_TABLE, "DISTSTYLE KEY and DISTKEY belong together");
        }
        if (temporary && (style.isEmpty() || style.equals("AUTO"))) {
            throw new LintException(Source.CREATE_TABLE, "a temporary table is not optimized: give it a DISTSTYLE");
        }
        if (tokens.takeIf("compound", "sortkey") || tokens.takeIf("sortkey")) {
            requireKey("SORTKEY", tokens.names(), columns, MOST_SORT_COLUMNS);
        }
        if (tokens.takeIf("encode", "auto") && encodes) {
            throw new LintException(Source.CREATE_TABLE, "ENCODE of a column turns ENCODE AUTO off");
        }
    }

    private static void requireKey(String what, List<String> key, Map<String, DataType> columns, int most) {
        if (key.size() > most) {
            throw new LintException(Source.CREATE_TABLE, what + " takes at most " + most + " columns");
        }
        List<String> seen = new ArrayList<>();
        for (String column : key) {
            DataType type = columns.get(column);
            if (type == null || seen.contains(column)) {
                throw new LintException(
                        Source.CREATE_TABLE,
                        what + " names " + column + (type == null ? ", which isn't there" : " twice"));
            }
            if (type.isSuper()) {
                throw new LintException(Source.SUPER, what + " names " + column + ", which is a super");
            }
            seen.add(column);
        }
    }
}
