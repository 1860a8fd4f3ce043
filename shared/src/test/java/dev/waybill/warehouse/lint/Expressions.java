package dev.waybill.warehouse.lint;

import dev.waybill.warehouse.lint.Block.Place;
import java.util.List;
import java.util.Set;

/** Reads conditions, and lists of them; the {@link Values} in them note in the block which columns they read. */
final class Expressions {
    /** What a value is, as far as it matters: an equality of two columns is a join. */
    enum Operand {
        COLUMN,
        OTHER
    }

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=");

    private final Tokens tokens;
    private final Queries queries;
    private final Block block;
    private final Values values;

    Expressions(Tokens tokens, Queries queries, Block block, Place place) {
        this.tokens = tokens;
        this.queries = queries;
        this.block = block;
        this.values = new Values(tokens, queries, this, block, place);
    }

    Operand read() {
        int equalities = block.equalities().size();
        int subqueries = block.subqueries();
        Operand operand = and();
        if (!tokens.at("or")) {
            return operand;
        }
        while (tokens.takeIf("or")) {
            and();
        }
        block.loosen(equalities, subqueries, "that is one of several alternatives");
        return Operand.OTHER;
    }

    private Operand and() {
        Operand operand = not();
        while (tokens.takeIf("and")) {
            not();
            operand = Operand.OTHER;
        }
        return operand;
    }

    private Operand not() {
        if (tokens.takeIf("not")) {
            int equalities = block.equalities().size();
            int subqueries = block.subqueries();
            boolean exists = tokens.at("exists");
            not();
            block.loosen(
                    equalities,
                    exists ? block.subqueries() : subqueries,
                    "that is negated otherwise than by NOT EXISTS");
            return Operand.OTHER;
        }
        return comparison();
    }

    private Operand comparison() {
        Operand left = values.sum();
        if (COMPARISONS.contains(tokens.peek().text())) {
            boolean equality = tokens.take().is("=");
            Operand right = values.sum();
            if (equality && left == Operand.COLUMN && right == Operand.COLUMN) {
                block.equate();
            }
        } else if (tokens.takeIf("is")) {
            tokens.takeIf("not");
            if (tokens.at("distinct")) {
                throw new LintException(Source.WAYBILL, "IS DISTINCT FROM isn't documented: compare, and ask for NULL");
            }
            tokens.expect("null");
        } else if (tokens.takeIf("in") || tokens.takeIf("not", "in")) {
            in();
        } else if (tokens.takeIf("between") || tokens.takeIf("not", "between")) {
            values.sum();
            tokens.expect("and");
            values.sum();
        } else {
            return left;
        }
        return Operand.OTHER;
    }

    private void in() {
        tokens.expect("(");
        if (tokens.at("select")) {
            requireOneColumn(queries.read(block.subquery(Place.VALUE)));
        } else {
            list();
        }
        tokens.expect(")");
    }

    static void requireOneColumn(List<String> columns) {
        if (columns.size() != 1) {
            throw new LintException(Source.WAYBILL, "a subquery that is a value has " + columns.size() + " columns");
        }
    }

    void order() {
        do {
            read();
            tokens.takeIf("desc");
            if (!tokens.takeIf("nulls", "first")) {
                tokens.takeIf("nulls", "last");
            }
        } while (tokens.takeIf(","));
    }

    void list() {
        do {
            read();
        } while (tokens.takeIf(","));
    }
}
