package dev.waybill.local.warehouse.sql;

import dev.waybill.s3.S3Location;
import java.util.List;

/** A statement as the local warehouse runs it. */
public sealed interface LocalStatement {

    /**
     * A statement for PostgreSQL.
     *
     * @param sql with a {@code ?} for each value
     * @param parameters the names of the values, in their order; one that is used twice is there twice
     */
    record Sql(String sql, List<String> parameters) implements LocalStatement {
        public Sql {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A COPY of Parquet files.
     *
     * @param table as PostgreSQL takes it: {@code "schema"."table"}
     * @param columns lower-case; empty for all of the table's
     * @param manifest lists the files
     */
    record Copy(String table, List<String> columns, S3Location manifest) implements LocalStatement {
        public Copy {
            columns = List.copyOf(columns);
        }
    }
}
