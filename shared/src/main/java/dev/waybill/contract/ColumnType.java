package dev.waybill.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redshift type that a column can have. Lengths of character types count <em>bytes</em> in UTF-8, as Redshift does. */
public sealed interface ColumnType {
    /** What a contract may say, for error messages. */
    String SUPPORTED = "varchar(n), char(n), smallint, integer, bigint, decimal(p,s), real, double, boolean, date, "
            + "timestamp, timestamptz, super";

    /** The type as Redshift writes it in DDL: {@code decimal(4,2)}. */
    String sql();

    /** Whether its values are texts: varchar and char. */
    default boolean isText() {
        return this instanceof Varchar || this instanceof Char;
    }

    /** Whether its values are numbers. */
    default boolean isNumber() {
        return this instanceof Decimal
                || this == Simple.SMALLINT
                || this == Simple.INTEGER
                || this == Simple.BIGINT
                || this == Simple.REAL
                || this == Simple.DOUBLE;
    }

    /** Whether its values are dates or times. */
    default boolean isTime() {
        return this == Simple.DATE || this == Simple.TIMESTAMP || this == Simple.TIMESTAMPTZ;
    }

    record Varchar(int bytes) implements ColumnType {
        @Override
        public String sql() {
            return "varchar(" + bytes + ")";
        }
    }

    record Char(int bytes) implements ColumnType {
        @Override
        public String sql() {
            return "char(" + bytes + ")";
        }
    }

    record Decimal(int precision, int scale) implements ColumnType {
        @Override
        public String sql() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    enum Simple implements ColumnType {
        SMALLINT("smallint"),
        INTEGER("integer"),
        BIGINT("bigint"),
        REAL("real"),
        DOUBLE("double precision"),
        BOOLEAN("boolean"),
        DATE("date"),
        TIMESTAMP("timestamp"),
        TIMESTAMPTZ("timestamptz"),
        /** A JSON value: an object, a list or a scalar. */
        SUPER("super");

        private final String sql;

        Simple(String sql) {
            this.sql = sql;
        }

        @Override
        public String sql() {
            return sql;
        }
    }

    /**
     * Reads a type as Redshift's documentation writes it, with its aliases ({@code int8}, {@code numeric(4,2)},
     * {@code double}); empty if it isn't one. Without a length, varchar is varchar(256), char is char(1) and decimal is
     * decimal(18,0), as in Redshift.
     */
    static Optional<ColumnType> parse(String text) {
        Matcher matcher = Pattern.compile("([a-z0-9 ]+?)\\s*(?:\\(\\s*(\\d{1,9}|max)\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?")
                .matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1);
        Optional<String> first = Optional.ofNullable(matcher.group(2));
        Optional<String> second = Optional.ofNullable(matcher.group(3));
        return switch (name) {
            case "varchar", "character varying", "nvarchar", "text" ->
                second.isPresent()
                        ? Optional.empty()
                        : length(first.orElse("256"), 65535).map(Varchar::new);
            case "char", "character", "nchar", "bpchar" ->
                second.isPresent()
                        ? Optional.empty()
                        : length(first.orElse("1"), 4096).map(Char::new);
            case "decimal", "numeric" -> decimal(first.orElse("18"), second.orElse("0"));
            default -> first.isPresent() ? Optional.empty() : simple(name);
        };
    }

    private static Optional<ColumnType> simple(String name) {
        return switch (name) {
            case "smallint", "int2" -> Optional.of(Simple.SMALLINT);
            case "integer", "int", "int4" -> Optional.of(Simple.INTEGER);
            case "bigint", "int8" -> Optional.of(Simple.BIGINT);
            case "real", "float4" -> Optional.of(Simple.REAL);
            case "double", "double precision", "float", "float8" -> Optional.of(Simple.DOUBLE);
            case "boolean", "bool" -> Optional.of(Simple.BOOLEAN);
            case "date" -> Optional.of(Simple.DATE);
            case "timestamp", "timestamp without time zone" -> Optional.of(Simple.TIMESTAMP);
            case "timestamptz", "timestamp with time zone" -> Optional.of(Simple.TIMESTAMPTZ);
            case "super" -> Optional.of(Simple.SUPER);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> length(String text, int max) {
        int length = text.equals("max") ? max : Integer.parseInt(text);
        return length >= 1 && length <= max ? Optional.of(length) : Optional.empty();
    }

    private static Optional<ColumnType> decimal(String precision, String scale) {
        if (precision.equals("max")) {
            return Optional.empty();
        }
        int p = Integer.parseInt(precision);
        int s = Integer.parseInt(scale);
        return p >= 1 && p <= 38 && s <= p && s <= 37 ? Optional.of(new Decimal(p, s)) : Optional.empty();
    }
}
