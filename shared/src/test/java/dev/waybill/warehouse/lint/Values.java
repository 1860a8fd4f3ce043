package dev.waybill.warehouse.lint;

import dev.waybill.warehouse.lint.Block.Place;
import dev.waybill.warehouse.lint.Expressions.Operand;
import dev.waybill.warehouse.lint.Token.Kind;
import java.util.Locale;
import java.util.Optional;

/** Reads values: sums, calls, casts, cases, columns, subqueries. */
final class Values {
    private final Tokens tokens;
    private final Queries queries;
    private final Expressions expressions;
    private final Block block;
    private final Place place;

    Values(Tokens tokens, Queries queries, Expressions expressions, Block block, Place place) {
        this.tokens = tokens;
        this.queries = queries;
        this.expressions = expressions;
        this.block = block;
        this.place = place;
    }

    Operand sum() {
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
            expressions.read();
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
            Expressions.requireOneColumn(queries.read(block.subquery(Place.VALUE)));
            tokens.expect(")");
        } else if (tokens.takeIf("case")) {
            cases();
        } else if (tokens.takeIf("cast")) {
            tokens.expect("(");
            expressions.read();
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
            expressions.read();
            tokens.expect("then");
            expressions.read();
        }
        if (tokens.takeIf("else")) {
            expressions.read();
        }
        tokens.expect("end");
    }

    private void call() {
        String name = tokens.take().text();
        Functions.requireKnown(name);
        tokens.expect("(");
        if (Functions.OF_DATE_PARTS.contains(name.toLowerCase(Locale.ROOT))) {
            datePart();
        }
        boolean isAggregate = Functions.AGGREGATES.contains(name.toLowerCase(Locale.ROOT));
        if (isAggregate) {
            block.hinder("that counts or sums");
            tokens.takeIf("distinct");
        }
        if (!tokens.takeIf("*") && !tokens.at(")")) {
            arguments();
        }
        tokens.expect(")");
        if (tokens.at("filter")) {
            throw new LintException(Source.UNSUPPORTED, "there is no FILTER: use CASE in the aggregate");
        }
        if (Functions.WINDOWS.contains(name.toLowerCase(Locale.ROOT))) {
            window();
        }
    }

    private void datePart() {
        if (Functions.DATE_PARTS.stream().noneMatch(tokens::takeIf)) {
            throw tokens.unexpected(String.join(", ", Functions.DATE_PARTS));
        }
        tokens.expect(",");
    }

    private void arguments() {
        do {
            if (tokens.peek().kind() == Kind.PARAMETER) {
                throw new LintException(
                        Source.PREPARE,
                        "nothing says what type " + tokens.peek().text() + " has in a call: CAST");
            }
            expressions.read();
        } while (tokens.takeIf(","));
    }

    private void window() {
        tokens.expect("over", "(", "partition", "by");
        block.hinder("with a window function");
        expressions.list();
        tokens.expect("order", "by");
        expressions.order();
        tokens.expect(")");
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
