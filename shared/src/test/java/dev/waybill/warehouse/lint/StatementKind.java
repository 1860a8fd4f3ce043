package dev.waybill.warehouse.lint;

/** What Waybill's statements are. */
public enum StatementKind {
    ADD_COLUMN,
    BEGIN,
    COMMIT,
    COPY,
    CREATE_EXTERNAL_SCHEMA,
    CREATE_MATERIALIZED_VIEW,
    CREATE_SCHEMA,
    CREATE_TABLE,
    CREATE_TABLE_AS,
    CREATE_TABLE_LIKE,
    DELETE,
    INSERT,
    LOCK,
    REFRESH,
    SELECT,
    SET,
    UPDATE,
    WIDEN_COLUMN
}
