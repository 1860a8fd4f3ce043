package dev.waybill.warehouse.lint;

import dev.waybill.warehouse.lint.Block.Place;
import dev.waybill.warehouse.lint.Expressions.Operand;
import java.util.ArrayList;
import java.util.List;

/** Reads SELECTs. An answer is the names of their columns, empty for those without one. */
final class Queries {
    private final Tokens tokens;
    private final KnownTables known;

    Queries(Tokens tokens, KnownTables known) {
        this.tokens = tokens;
        this.known = known;
    }

    /** A query that sees no other. */
    List<String> read() {
        Block block = Block.alone();
        List<String> columns = select(block);
        block.resolve();
        while (tokens.takeIf("union")) {
            tokens.takeIf("all");
            Block next = Block.alone();
            int count = select(next).size();
            next.resolve();
            if (count != columns.size()) {
                throw new LintException(
                        Source.WAYBILL, "a UNION of queries with " + columns.size() + " and " + count + " columns");
            }
        }
        return columns;
    }

    /** A subquery, which is resolved with its outer query. */
    List<String> read(Block block) {
        return select(block);
    }

    private List<String> select(Block block) {
        tokens.expect("select");
        if (tokens.takeIf("distinct")) {
            if (tokens.at("on", "(")) {
                throw new LintException(Source.UNSUPPORTED, "there is no DISTINCT ON: use ROW_NUMBER");
            }
            block.hinder("with DISTINCT");
        }
        List<String> columns = columns(block);
        if (tokens.takeIf("from")) {
            from(block);
        }
        if (tokens.takeIf("where")) {
            expressions(block, Place.CONDITION).read();
        }
        if (tokens.takeIf("group", "by")) {
            block.hinder("with GROUP BY");
            expressions(block, Place.VALUE).list();
        }
        if (tokens.takeIf("having")) {
            expressions(block, Place.VALUE).read();
        }
        if (tokens.takeIf("order", "by")) {
            if (columns.contains(tokens.peek(0).text()) && tokens.peek(1).is("limit")) {
                // A column of the result by its name.
                tokens.alias();
            } else {
                expressions(block, Place.VALUE).order();
            }
        }
        if (tokens.takeIf("limit")) {
            block.hinder("with LIMIT");
            tokens.number();
        }
        return columns;
    }

    private List<String> columns(Block block) {
        List<String> columns = new ArrayList<>();
        do {
            // A column keeps its name; all else has none that may be relied on.
            Operand value = expressions(block, Place.VALUE).read();
            String own = value == Operand.COLUMN ? tokens.peek(-1).text() : "";
            columns.add(tokens.takeIf("as") ? tokens.alias() : own);
        } while (tokens.takeIf(","));
        return columns;
    }

    private void from(Block block) {
        source(block);
        while (true) {
            if (tokens.takeIf("cross", "join")) {
                source(block);
            } else if (tokens.takeIf("left", "join") || tokens.takeIf("join")) {
                join(block);
            } else {
                return;
            }
        }
    }

    private void join(Block block) {
        String alias = source(block);
        tokens.expect("on");
        int before = block.equalities().size();
        expressions(block, Place.ON).read();
        boolean equal = block.equalities().subList(before, block.equalities().size()).stream()
                .anyMatch(equality -> equality.joins(alias));
        if (!equal) {
            throw new LintException(
                    Source.NESTED_LOOP,
                    "the join with " + alias + " has no equality of its columns, and is a nested loop");
        }
    }

    private String source(Block block) {
        if (tokens.at("lateral")) {
            throw new LintException(Source.UNSUPPORTED, "there is no LATERAL");
        }
        Relation relation;
        String name;
        if (tokens.takeIf("(")) {
            relation = Relation.query(read());
            tokens.expect(")");
            name = "";
        } else {
            name = tokens.table();
            relation = Relation.table(name, known);
        }
        if (tokens.takeIf("as")) {
            name = tokens.alias();
        } else if (name.isEmpty()) {
            throw tokens.unexpected("AS");
        }
        block.read(name, relation);
        return name;
    }

    private Expressions expressions(Block block, Place place) {
        return new Expressions(tokens, this, block, place);
    }
}
