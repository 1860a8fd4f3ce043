package dev.waybill.local.warehouse.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * How Redshift lays out a table: {@code [BACKUP …] [DISTSTYLE …] [DISTKEY (…)] [SORTKEY …] [ENCODE AUTO]}. It changes no
 * answer. Of it, PostgreSQL is told the sort key only, as {@link ZoneMap}; but all columns that it names must be there.
 *
 * @param columns of both keys
 * @param sortkey in its order; empty if there is none
 */
record TableAttributes(List<String> columns, List<String> sortkey) {

    /** Reads what is there of them, in any order. */
    static TableAttributes read(TokenReader reader) throws RefusedSqlException {
        List<String> columns = new ArrayList<>();
        List<String> sortkey = new ArrayList<>();
        while (true) {
            if (reader.takeIf("backup")) {
                require(reader, "yes", "no");
            } else if (reader.takeIf("diststyle")) {
                require(reader, "auto", "even", "key", "all");
            } else if (reader.takeIf("distkey")) {
                columns.addAll(columns(reader));
            } else if (reader.at("sortkey")
                    || reader.at("compound", "sortkey")
                    || reader.at("interleaved", "sortkey")) {
                sortkey.addAll(sortkey(reader));
                columns.addAll(sortkey);
            } else if (reader.takeIf("encode")) {
                require(reader, "auto");
            } else {
                return new TableAttributes(columns, sortkey);
            }
        }
    }

    private static List<String> sortkey(TokenReader reader) throws RefusedSqlException {
        boolean isPlain = reader.at("sortkey");
        reader.take(isPlain ? 1 : 2);
        return isPlain && reader.takeIf("auto") ? List.of() : columns(reader);
    }

    private static List<String> columns(TokenReader reader) throws RefusedSqlException {
        List<String> names = new ArrayList<>();
        for (List<Token> part : TokenReader.parts(reader.takeGroup())) {
            if (part.size() != 1 || !part.get(0).isName()) {
                throw new TokenReader(part).syntaxError();
            }
            names.add(part.get(0).name());
        }
        return names;
    }

    private static void require(TokenReader reader, String... words) throws RefusedSqlException {
        for (String word : words) {
            if (reader.takeIf(word)) {
                return;
            }
        }
        throw reader.syntaxError();
    }

    /**
     * Refuses columns that are SUPER.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html">Limitations</a>
     */
    void requireNoneOf(List<String> supers) throws RefusedSqlException {
        for (String column : columns) {
            if (supers.contains(column)) {
                throw superKey(column);
            }
        }
    }

    static RefusedSqlException superKey(String column) {
        return new RefusedSqlException("column \"" + column + "\" is SUPER, which can't be a distkey or sortkey");
    }

    void requireColumnsIn(List<String> existing, String table) throws RefusedSqlException {
        for (String column : columns) {
            if (!existing.contains(column)) {
                throw new RefusedSqlException(
                        "column \"" + column + "\" specified as distkey/sortkey is not in the table \"" + table + "\"");
            }
        }
    }
}
