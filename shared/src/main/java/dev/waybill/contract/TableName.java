package dev.waybill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A table or view of the warehouse, {@code schema.name}, both lower-case: Redshift folds names, quoted or not. */
public record TableName(String schema, String name) {
    /** Redshift cuts a longer name silently at 127 bytes, PostgreSQL at 63. */
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public TableName {
        if (!IDENTIFIER.matcher(schema).matches() || !IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid table: '" + schema + "." + name
                    + "'. Write schema.table in lower-case letters, digits and _");
        }
    }

    @JsonCreator
    public static TableName parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new TableName("public", text) : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
