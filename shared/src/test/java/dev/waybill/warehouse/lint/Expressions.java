package dev.waybill.warehouse.lint;

import dev.waybill.warehouse.lint.Block.Place;
import dev.waybill.warehouse.lint.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads conditions and values, and notes in a block which columns they read. */
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
    private final Place place;

    Expressions(Tokens tokens, Queries queries, Block block, Place place) {
        this.tokens = tokens;
        this.queries = queries;
        this.block = block;
        this.place = place;
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
        Operand left = sum();
        if (COMPARISONS.contains(tokens.peek().text())) {
            boolean equality = tokens.take().is("=");
            Operand right = sum();
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
            sum();
            tokens.expect("and");
            sum();
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
            values();
        }
        tokens.expect(")");
    }

    private static void requireOneColumn(List<String> columns) {
        if (columns.size() != 1) {
            throw new LintException(Source.WAYBILL, "a subquery that is a value has " + columns.size() + " columns");
        }
    }

    private Operand sum() {
        Operand operand = product();
        while (tokens.takeIf("+") || tokens.takeIf("-") || tokens.takeIf("||")) {
            product();
            operand = Operand.OTHER;
        }
        return operand;
    }

    private Operand product() {
        Operand operand = value();
        while (tokens.takeIf("*") || tokens.takeIf("/") || tokens.takeIf("%")) {
            value();
            operand = Operand.OTHER;
        }
        return operand;
    }

    private Operand value() {
        if (tokens.takeIf("-")) {
            return value();
        }
        Kind kind = tokens.peek().kind();
        if (kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.PARAMETER || isConstant()) {
            tokens.take();
            return Operand.OTHER;
        }
        boolean isColumn =
                kind == Kind.QUOTED || (kind == Kind.WORD && !tokens.peek(1).is("(") && !tokens.at("case"));
        if (isColumn) {
            column();
            return Operand.COLUMN;
        }
        if (tokens.at("(") && !tokens.peek(1).is("select")) {
            tokens.take();
            read();
            tokens.expect(")");
            return Operand.OTHER;
        }
        within();
        return Operand.OTHER;
    }

    private boolean isConstant() {
        return tokens.at("null") || tokens.at("true") || tokens.at("false");
    }

    /** What is within another value says nothing about the rows. */
    private void within() {
        int equalities = block.equalities().size();
        if (tokens.takeIf("exists")) {
            tokens.expect("(");
            queries.read(block.subquery(place));
            tokens.expect(")");
        } else if (tokens.takeIf("(")) {
            requireOneColumn(queries.read(block.subquery(Place.VALUE)));
            tokens.expect(")");
        } else if (tokens.takeIf("case")) {
            cases();
        } else if (tokens.takeIf("cast")) {
            tokens.expect("(");
            read();
            tokens.expect("as");
            DataType.ofCast(tokens);
            tokens.expect(")");
        } else if (tokens.peek().kind() == Kind.WORD && tokens.peek(1).is("(")) {
            call();
        } else {
            throw tokens.unexpected("a value");
        }
        block.loosen(equalities, block.subqueries(), "");
    }

    private void cases() {
        while (tokens.takeIf("when")) {
            read();
            tokens.expect("then");
            read();
        }
        if (tokens.takeIf("else")) {
            read();
        }
        tokens.expect("end");
    }

    private void call() {
        String name = tokens.take().text();
        Functions.requireKnown(name);
        tokens.expect("(");
        if (name.equalsIgnoreCase("dateadd")) {
            tokens.expect("hour", ",");
        }
        boolean isAggregate = Functions.AGGREGATES.contains(name.toLowerCase(Locale.ROOT));
        if (isAggregate) {
            block.hinder("that counts or sums");
            tokens.takeIf("distinct");
        }
        if (!tokens.takeIf("*") && !tokens.at(")")) {
            values();
        }
        tokens.expect(")");
        if (tokens.at("filter")) {
            throw new LintException(Source.UNSUPPORTED, "there is no FILTER: use CASE in the aggregate");
        }
        if (Functions.WINDOWS.contains(name.toLowerCase(Locale.ROOT))) {
            window();
        }
    }

    private void window() {
        tokens.expect("over", "(", "partition", "by");
        block.hinder("with a window function");
        values();
        tokens.expect("order", "by");
        order();
        tokens.expect(")");
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

    void values() {
        do {
            read();
        } while (tokens.takeIf(","));
    }

    private void column() {
        Token first = tokens.take();
        if (first.kind() == Kind.WORD && !tokens.at(".") && ReservedWords.has(first.text())) {
            throw new LintException(Source.RESERVED, first.text() + " is a reserved word: quote it");
        }
        Optional<String> relation = Optional.empty();
        Token column = first;
        if (tokens.takeIf(".")) {
            relation = Optional.of(first.text());
            column = tokens.take();
        }
        if (tokens.takeIf(".")) {
            relation = Optional.of(first.text() + "." + column.text());
            column = tokens.take();
        }
        block.use(new ColumnUse(relation, column, tokens.author()));
    }
}
