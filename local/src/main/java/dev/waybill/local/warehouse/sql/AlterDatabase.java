package dev.waybill.local.warehouse.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * ALTER DATABASE of the isolation level. SNAPSHOT is PostgreSQL's repeatable read; sessions that are open keep what they have.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DATABASE.html">ALTER DATABASE</a>
 */
final class AlterDatabase {
    private AlterDatabase() {}

    static List<Token> translate(List<Token> tokens) throws RefusedSqlException {
        TokenReader reader = new TokenReader(tokens);
        List<Token> output = new ArrayList<>(reader.take(2));
        output.addAll(reader.takeQualifiedName());
        if (!reader.at("isolation", "level")) {
            throw RefusedSqlException.notHere("ALTER DATABASE of anything but the isolation level");
        }
        output.add(reader.take().withText("SET"));
        output.add(reader.take().withText("default_transaction_isolation TO"));
        if (reader.at("snapshot")) {
            output.add(reader.take().withText("'repeatable read'"));
        } else if (reader.at("serializable")) {
            output.add(reader.take().withText("'serializable'"));
        }
        if (output.size() != tokens.size()) {
            throw reader.syntaxError();
        }
        return output;
    }
}
