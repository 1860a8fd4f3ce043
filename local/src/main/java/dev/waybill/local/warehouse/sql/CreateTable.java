package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * CREATE TABLE without what only Redshift knows.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html">CREATE TABLE</a>
 */
final class CreateTable {
    private final TokenReader reader;
    private final List<Token> output = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private final List<String> supers = new ArrayList<>();
    private final List<String> sortkey = new ArrayList<>();
    private Optional<List<Token>> original = Optional.empty();

    private CreateTable(List<Token> tokens) {
        this.reader = new TokenReader(tokens);
    }

    static boolean matches(TokenReader reader) {
        return reader.at("create", "table")
                || reader.at("create", "temp", "table")
                || reader.at("create", "temporary", "table")
                || reader.at("create", "local", "temp", "table")
                || reader.at("create", "local", "temporary", "table");
    }

    static List<Token> translate(List<Token> tokens) throws RefusedSqlException {
        return new CreateTable(tokens).translate();
    }

    private List<Token> translate() throws RefusedSqlException {
        boolean isTemporary = !reader.at("create", "table");
        while (!reader.at("table")) {
            output.add(reader.take());
        }
        output.add(reader.take());
        boolean ifNotExists = reader.at("if", "not", "exists");
        if (ifNotExists) {
            output.addAll(reader.take(3));
        }
        List<Token> name = reader.takeQualifiedName();
        output.addAll(name);
        if (reader.at("(")) {
            List<Token> group = reader.takeGroup();
            boolean isQuery = reader.at("as") || isColumnNames(group);
            output.addAll(isQuery ? group : definitions(group));
        }
        TableAttributes attributes = TableAttributes.read(reader);
        attributes.requireNoneOf(supers);
        if (reader.at("as")) {
            if (ifNotExists) {
                throw RefusedSqlException.notInRedshift("AS", "CREATE TABLE IF NOT EXISTS … AS");
            }
            output.addAll(reader.takeRest());
        } else if (!reader.atEnd()) {
            throw reader.syntaxError();
        } else if (original.isEmpty()) {
            attributes.requireColumnsIn(columns, name.get(name.size() - 1).name());
        }
        sortkey.addAll(attributes.sortkey());
        // A temporary table is read in whole, and only once or twice.
        if (!isTemporary) {
            output.addAll(zoneMap(name));
        }
        return output;
    }

    private List<Token> zoneMap(List<Token> name) throws RefusedSqlException {
        if (original.isPresent()) {
            return ZoneMap.like(name, original.get());
        }
        return sortkey.isEmpty() ? List.of() : ZoneMap.of(name, sortkey.get(0));
    }

    /** {@code (a, b)} before the attributes of CREATE TABLE … AS. */
    private static boolean isColumnNames(List<Token> group) {
        return TokenReader.parts(group).stream().allMatch(part -> part.size() == 1);
    }

    private List<Token> definitions(List<Token> group) throws RefusedSqlException {
        List<List<Token>> definitions = new ArrayList<>();
        Set<String> primaryKey = new LinkedHashSet<>();
        for (List<Token> part : TokenReader.parts(group)) {
            TokenReader element = new TokenReader(part);
            if (element.at("like")) {
                definitions.add(like(element));
            } else if (isTableConstraint(element)) {
                primaryKey.addAll(constraint(element));
            } else {
                ColumnDefinition column = ColumnDefinition.read(part);
                columns.add(column.name());
                if (column.isSortkey()) {
                    sortkey.add(column.name());
                }
                if (column.isSuper()) {
                    supers.add(column.name());
                }
                definitions.add(column.tokens());
            }
        }
        return listed(group, definitions, primaryKey);
    }

    /** {@code LIKE t [INCLUDING DEFAULTS | EXCLUDING DEFAULTS]}. */
    private List<Token> like(TokenReader element) throws RefusedSqlException {
        List<Token> like = new ArrayList<>();
        like.add(element.take());
        List<Token> table = element.takeQualifiedName();
        original = Optional.of(table);
        like.addAll(table);
        if (element.at("including", "defaults") || element.at("excluding", "defaults")) {
            like.addAll(element.take(2));
        }
        if (!element.atEnd()) {
            throw element.peek(1).kind() == Kind.END
                    ? element.syntaxError()
                    : RefusedSqlException.notInRedshift(
                            element.peek(1).text(), "LIKE … " + element.peek().text() + " but of DEFAULTS");
        }
        return like;
    }

    private static boolean isTableConstraint(TokenReader element) {
        return element.at("constraint")
                || element.at("primary", "key")
                || element.at("unique", "(")
                || element.at("foreign", "key")
                || element.at("check", "(")
                || element.at("exclude");
    }

    /** Keys are informational in Redshift; the columns of the primary key are returned, because they can't be NULL. */
    private static List<String> constraint(TokenReader element) throws RefusedSqlException {
        if (element.takeIf("constraint")) {
            element.take();
        }
        if (element.at("check") || element.at("exclude")) {
            throw RefusedSqlException.notInRedshift(element.peek().text(), "check or exclusion constraints");
        }
        if (!element.takeIf("primary", "key")) {
            return List.of();
        }
        return TokenReader.parts(element.takeGroup()).stream()
                .map(part -> part.get(0).name())
                .toList();
    }

    private List<Token> listed(List<Token> group, List<List<Token>> definitions, Set<String> primaryKey) {
        List<Token> tokens = new ArrayList<>();
        tokens.add(group.get(0));
        for (int i = 0; i < definitions.size(); i++) {
            if (i > 0) {
                tokens.add(new Token(Kind.SYMBOL, ",", ""));
            }
            List<Token> definition = definitions.get(i);
            tokens.addAll(definition);
            boolean isNotNull = definition.get(definition.size() - 1).is("NOT NULL");
            if (primaryKey.contains(definition.get(0).name()) && !isNotNull) {
                tokens.add(new Token(Kind.WORD, "NOT NULL", " "));
            }
        }
        tokens.add(group.get(group.size() - 1));
        return tokens;
    }
}
