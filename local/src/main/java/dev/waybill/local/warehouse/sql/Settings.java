package dev.waybill.local.warehouse.sql;

import dev.waybill.local.warehouse.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * SET of Redshift's query_group. There are no queues here: the session keeps the value under a name that PostgreSQL takes.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html">SET</a>
 */
final class Settings {
    private Settings() {}

    static List<Token> set(List<Token> tokens) throws RefusedSqlException {
        TokenReader reader = new TokenReader(tokens);
        List<Token> output = new ArrayList<>(reader.take(1));
        if (reader.at("session") || reader.at("local")) {
            output.add(reader.take());
        }
        if (!reader.at("query_group")) {
            throw RefusedSqlException.notHere("SET of anything but query_group");
        }
        Token name = reader.take();
        output.add(name.withText("redshift." + name.text()));
        if (!reader.at("to") && !reader.at("=")) {
            throw reader.syntaxError();
        }
        output.add(reader.take());
        if (reader.peek().kind() != Kind.STRING && reader.peek().kind() != Kind.WORD) {
            throw reader.syntaxError();
        }
        output.add(reader.take());
        if (!reader.atEnd()) {
            throw reader.syntaxError();
        }
        return output;
    }
}
