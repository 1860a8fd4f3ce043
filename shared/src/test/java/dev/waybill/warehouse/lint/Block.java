package dev.waybill.warehouse.lint;

import dev.waybill.warehouse.lint.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One SELECT, or a statement that changes a table: what it reads from, and the columns that it reads. */
final class Block {
    /** Where a subquery stands in its outer query. */
    enum Place {
        CONDITION,
        ON,
        VALUE
    }

    /** An equality of two columns that must hold, not one of several alternatives. */
    record Equality(ColumnUse left, ColumnUse right) {
        boolean joins(String relation) {
            return left.relation().equals(Optional.of(relation))
                    != right.relation().equals(Optional.of(relation));
        }
    }

    private final Optional<Block> outer;
    private final Place place;
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final List<ColumnUse> uses = new ArrayList<>();
    private final List<Equality> equalities = new ArrayList<>();
    private final List<Block> inner = new ArrayList<>();
    private Optional<String> obstacle = Optional.empty();

    private Block(Optional<Block> outer, Place place) {
        this.outer = outer;
        this.place = place;
    }

    /** Sees no columns but those that it reads from itself. */
    static Block alone() {
        return new Block(Optional.empty(), Place.VALUE);
    }

    /** A subquery, which may refer to this block's columns. */
    Block subquery(Place where) {
        Block block = new Block(Optional.of(this), where);
        inner.add(block);
        return block;
    }

    void read(String alias, Relation relation) {
        if (relations.put(alias, relation) != null) {
            throw new LintException(Source.WAYBILL, alias + " is read twice under one name");
        }
    }

    void use(ColumnUse use) {
        uses.add(use);
    }

    /** The columns read last were compared with each other. */
    void equate() {
        equalities.add(new Equality(uses.get(uses.size() - 2), uses.get(uses.size() - 1)));
    }

    List<Equality> equalities() {
        return equalities;
    }

    int subqueries() {
        return inner.size();
    }

    /** What was read since is one of several alternatives, or within another value. */
    void loosen(int firstEquality, int firstSubquery, String why) {
        equalities.subList(firstEquality, equalities.size()).clear();
        inner.subList(firstSubquery, inner.size()).forEach(block -> block.hinder(why));
    }

    /** Notes why this block can't be a correlated subquery. */
    void hinder(String why) {
        obstacle = obstacle.or(() -> Optional.of(why));
    }

    /** Finds every column that this block and its subqueries read. */
    void resolve() {
        for (String alias : relations.keySet()) {
            if (outer.filter(block -> block.relations.containsKey(alias)).isPresent()) {
                throw new LintException(
                        Source.WAYBILL,
                        alias + " in a subquery hides " + alias + " of its outer query: name it otherwise");
            }
        }
        uses.forEach(this::resolve);
        inner.forEach(Block::resolve);
    }

    private void resolve(ColumnUse use) {
        Optional<Relation> own = find(use);
        if (own.isPresent()) {
            requireQuotes(use, own.get());
            return;
        }
        Block correlated = outer.orElseThrow(() -> unknown(use));
        Optional<Relation> found = correlated.find(use);
        if (found.isEmpty()) {
            boolean skips = correlated.outer.flatMap(block -> block.find(use)).isPresent();
            throw skips
                    ? new LintException(Source.CORRELATED, use + " refers to a query that isn't the next outer one")
                    : unknown(use);
        }
        requireQuotes(use, found.get());
        requireDecorrelated(use);
    }

    private Optional<Relation> find(ColumnUse use) {
        String column = use.column().text();
        if (use.relation().isPresent()) {
            Relation relation = relations.get(use.relation().get());
            if (relation != null && !relation.columns().contains(column)) {
                throw unknown(use);
            }
            return Optional.ofNullable(relation);
        }
        List<Relation> having = relations.values().stream()
                .filter(relation -> relation.columns().contains(column))
                .toList();
        if (having.size() > 1) {
            throw new LintException(Source.WAYBILL, use + " may be of several tables: say of which");
        }
        return having.stream().findFirst();
    }

    private void requireDecorrelated(ColumnUse use) {
        obstacle.ifPresent(why -> {
            throw new LintException(Source.CORRELATED, use + " is of the outer query of a subquery " + why);
        });
        if (place != Place.CONDITION) {
            throw new LintException(
                    Source.CORRELATED,
                    use + " is of the outer query of a subquery that stands in "
                            + (place == Place.ON ? "ON" : "a value") + ": use EXISTS in WHERE");
        }
        boolean equal = equalities.stream()
                .anyMatch(equality ->
                        equality.left().equals(use) || equality.right().equals(use));
        if (!equal) {
            throw new LintException(Source.CORRELATED, use + " of the outer query isn't compared by = with a column");
        }
    }

    private static void requireQuotes(ColumnUse use, Relation relation) {
        if (use.author() == Author.WAYBILL
                && relation.kind() == Relation.Kind.TABLE
                && use.column().kind() == Kind.WORD) {
            throw new LintException(Source.NAMES, use + " stands without quotes, and may be a reserved word");
        }
    }

    private static LintException unknown(ColumnUse use) {
        return new LintException(Source.WAYBILL, "there is no column " + use);
    }
}
