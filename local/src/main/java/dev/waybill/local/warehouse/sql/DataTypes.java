package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Redshift's data types as PostgreSQL's.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html">Data types</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-datatypes.html">Unsupported
 *     PostgreSQL data types</a>
 */
final class DataTypes {
    private static final Set<String> NOT_IN_REDSHIFT = Set.of(
            "serial",
            "bigserial",
            "smallserial",
            "serial2",
            "serial4",
            "serial8",
            "money",
            "json",
            "jsonb",
            "uuid",
            "bytea",
            "xml",
            "bit",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "hstore",
            "tsvector",
            "tsquery",
            "txid_snapshot",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange");
    private static final Set<String> NOT_HERE =
            Set.of("hllsketch", "geometry", "geography", "varbyte", "varbinary", "binary");

    private DataTypes() {}

    /** Reads a column's type: {@code VARCHAR} is VARCHAR(256) and {@code DECIMAL} is DECIMAL(18,0) there. */
    static List<Token> ofColumn(TokenReader reader) throws RefusedSqlException {
        String leading = reader.peek().leading();
        String type = reader.peek().name();
        List<Token> read = read(reader);
        String full = Token.join(read);
        return switch (full) {
            case "varchar" -> List.of(word("varchar(256)", leading));
            case "char" -> type.equals("bpchar") ? List.of(word("char(256)", leading)) : read;
            case "text" -> List.of(word("varchar(256)", leading));
            default -> read;
        };
    }

    /** Reads the type of a cast. */
    static List<Token> ofCast(TokenReader reader) throws RefusedSqlException {
        List<Token> type = read(reader);
        // In Redshift, a text becomes a JSON string by it; in PostgreSQL, it is parsed.
        if (isSuper(type)) {
            throw RefusedSqlException.notHere("casts to SUPER. Use JSON_PARSE");
        }
        return type;
    }

    /** Whether a type is json, as which SUPER is kept: the text as it is, every digit and the order of fields included. */
    static boolean isSuper(List<Token> type) {
        return type.get(0).is("json");
    }

    private static List<Token> read(TokenReader reader) throws RefusedSqlException {
        Token first = reader.peek();
        if (!first.isName()) {
            throw reader.syntaxError();
        }
        reader.take();
        String name = first.name();
        if (NOT_IN_REDSHIFT.contains(name)) {
            throw new RefusedSqlException("type \"" + name + "\" does not exist in Redshift");
        }
        if (NOT_HERE.contains(name)) {
            throw RefusedSqlException.notHere("the type " + name.toUpperCase(Locale.ROOT));
        }
        List<Token> type = new ArrayList<>();
        String translated = translated(name, reader);
        type.add(first.kind() == Kind.WORD ? word(translated, first.leading()) : first);
        type.addAll(modifiers(translated, reader));
        if (reader.at("[")) {
            throw RefusedSqlException.notInRedshift("[", "arrays");
        }
        return type;
    }

    private static String translated(String name, TokenReader reader) {
        return switch (name) {
            case "nvarchar" -> "varchar";
            case "character" -> reader.takeIf("varying") ? "varchar" : "char";
            case "nchar", "bpchar" -> "char";
            case "datetime" -> "timestamp";
            case "super" -> "json";
            case "decimal", "numeric" -> reader.at("(") ? name : name + "(18,0)";
            default -> name;
        };
    }

    private static List<Token> modifiers(String name, TokenReader reader) throws RefusedSqlException {
        List<Token> modifiers = new ArrayList<>();
        if (reader.at("(")) {
            String max = name.equals("char") ? "4096" : "65535";
            for (Token token : reader.takeGroup()) {
                modifiers.add(token.is("max") ? new Token(Kind.NUMBER, max, token.leading()) : token);
            }
            requireLimits(name, modifiers.get(1));
        }
        boolean isTime = name.equals("timestamp") || name.equals("time");
        if (isTime && (reader.at("with", "time", "zone") || reader.at("without", "time", "zone"))) {
            modifiers.addAll(reader.take(3));
        }
        if (name.equals("double") && reader.at("precision")) {
            modifiers.add(reader.take());
        }
        return modifiers;
    }

    private static void requireLimits(String name, Token size) throws RefusedSqlException {
        long number = size.kind() == Kind.NUMBER && size.text().matches("\\d{1,9}") ? Long.parseLong(size.text()) : 0;
        switch (name) {
            case "varchar" -> {
                if (number > 65_535) {
                    throw new RefusedSqlException("length for type varchar cannot exceed 65535");
                }
            }
            case "char" -> {
                if (number > 4096) {
                    throw new RefusedSqlException("length for type char cannot exceed 4096");
                }
            }
            case "decimal", "numeric" -> {
                if (number > 38) {
                    throw new RefusedSqlException("NUMERIC precision " + number + " must be between 1 and 38");
                }
            }
            default -> {
                // The others have no limit of Redshift's own.
            }
        }
    }

    private static Token word(String text, String leading) {
        return new Token(Kind.WORD, text, leading);
    }
}
