package dev.waybill.warehouse.lint;

import dev.waybill.warehouse.lint.Block.Place;
import java.util.HashSet;
import java.util.List;

/** Reads INSERT, UPDATE and DELETE. */
final class Changes {
    private final Tokens tokens;
    private final KnownTables known;
    private final Queries queries;

    Changes(Tokens tokens, KnownTables known) {
        this.tokens = tokens;
        this.known = known;
        this.queries = new Queries(tokens, known);
    }

    /** Answers the table's name. */
    String insert() {
        tokens.expect("insert", "into");
        String table = tokens.table();
        List<String> columns = known.columns(table);
        if (tokens.at("(")) {
            columns = tokens.names();
            columns.forEach(column -> known.requireColumn(table, column));
            if (new HashSet<>(columns).size() < columns.size()) {
                throw new LintException(Source.INSERT, "the list of " + table + "'s columns has one twice");
            }
        }
        int values = tokens.takeIf("values") ? values() : queries.read().size();
        if (values != columns.size()) {
            throw new LintException(
                    Source.INSERT,
                    columns.size() + " columns of " + table + " are inserted into, from " + values + " values");
        }
        if (tokens.at("on", "conflict")) {
            throw new LintException(Source.UNSUPPORTED, "there is no ON CONFLICT: DELETE, and INSERT");
        }
        refuseReturning();
        return table;
    }

    private int values() {
        Block block = Block.alone();
        int count = 0;
        tokens.expect("(");
        do {
            new Expressions(tokens, queries, block, Place.VALUE).read();
            count++;
        } while (tokens.takeIf(","));
        tokens.expect(")");
        block.resolve();
        return count;
    }

    void update() {
        tokens.expect("update");
        String table = tokens.table();
        refuseAlias();
        Block block = Block.alone();
        block.read(table, Relation.table(table, known));
        tokens.expect("set");
        do {
            String column = tokens.name();
            if (tokens.at(".")) {
                throw new LintException(Source.UPDATE, "SET takes the name of a column without its table");
            }
            known.requireColumn(table, column);
            tokens.expect("=");
            new Expressions(tokens, queries, block, Place.VALUE).read();
        } while (tokens.takeIf(","));
        if (tokens.at("from")) {
            throw new LintException(Source.UPDATE, "a join in UPDATE may be refused: use IN (SELECT …)");
        }
        where(block);
        refuseReturning();
    }

    void delete() {
        tokens.expect("delete", "from");
        String table = tokens.table();
        refuseAlias();
        Block block = Block.alone();
        block.read(table, Relation.table(table, known));
        if (!tokens.takeIf("using")) {
            where(block);
            refuseReturning();
            return;
        }
        String other = tokens.table();
        Relation relation = Relation.table(other, known);
        tokens.expect("as");
        block.read(tokens.alias(), relation);
        if (tokens.at("join") || tokens.at("cross") || tokens.at("left")) {
            throw new LintException(Source.DELETE, "USING lists tables: a join in it may be refused");
        }
        where(block);
        if (block.equalities().stream().noneMatch(equality -> equality.joins(table))) {
            throw new LintException(
                    Source.UPDATE, table + " has no equality with " + other + ": the target must be in an equijoin");
        }
        refuseReturning();
    }

    private void where(Block block) {
        tokens.expect("where");
        new Expressions(tokens, queries, block, Place.CONDITION).read();
        block.resolve();
    }

    private void refuseAlias() {
        if (tokens.at("as")) {
            throw new LintException(Source.DELETE, "the table that is changed takes no alias");
        }
    }

    private void refuseReturning() {
        if (tokens.at("returning")) {
            throw new LintException(Source.UNSUPPORTED, "there is no RETURNING");
        }
    }
}
