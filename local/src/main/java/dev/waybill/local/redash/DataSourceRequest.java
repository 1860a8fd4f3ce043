package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The data source that the queries are to run on.
 *
 * @param connection how Redash reaches the warehouse; empty to take the data source as it is
 */
public record DataSourceRequest(String name, Optional<Connection> connection) {

    /**
     * How Redash reaches the warehouse.
     *
     * @param password of a new data source, or the new one of one that is there
     * @param renewsPassword whether the password is set even if all else is as it is; Redash never shows the one that it has
     */
    public record Connection(
            String host,
            int port,
            String database,
            String user,
            String sslMode,
            Optional<Secret> password,
            boolean renewsPassword) {

        /** What Redash keeps of it, but for the password: redash/query_runner/pg.py. */
        ObjectNode options() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("host", host)
                    .put("port", port)
                    .put("dbname", database)
                    .put("user", user)
                    .put("sslmode", sslMode);
        }
    }
}
