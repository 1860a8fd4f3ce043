package dev.waybill.warehouse.lint;

/** Where a rule is written: pages of {@code https://docs.aws.amazon.com/redshift/latest/}, and Waybill's own rules. */
enum Source {
    ALTER_TABLE("dg/r_ALTER_TABLE"),
    BEGIN("dg/r_BEGIN"),
    COLUMNAR_COPY("dg/copy-usage_notes-copy-from-columnar"),
    CORRELATED("dg/r_correlated_subqueries"),
    CREATE_TABLE("dg/r_CREATE_TABLE_NEW"),
    CREATE_TABLE_AS("dg/r_CREATE_TABLE_AS"),
    DATA_API("mgmt/data-api"),
    DELETE("dg/r_DELETE"),
    EXTERNAL_DDL("dg/r_CREATE_EXTERNAL_TABLE"),
    IAM_ROLE("dg/copy-parameters-authorization"),
    INSERT("dg/r_INSERT_30"),
    LOCK("dg/r_LOCK"),
    NAMES("dg/r_names"),
    NESTED_LOOP("dg/query-performance-improvement-opportunities"),
    PREPARE("dg/r_PREPARE"),
    REFRESH("dg/materialized-view-refresh-sql-command"),
    RESERVED("dg/r_pg_keywords"),
    SNAPSHOT("dg/c_serial_isolation"),
    STRINGS("dg/r_Character_types"),
    SUPER("dg/limitations-super"),
    TRUNCATE("dg/r_TRUNCATE"),
    TYPES("dg/c_Supported_data_types"),
    UNSUPPORTED("dg/c_unsupported-postgresql-features"),
    UNSUPPORTED_FUNCTIONS("dg/c_unsupported-postgresql-functions"),
    UPDATE("dg/c_Examples_of_UPDATE_statements"),
    VACUUM("dg/r_VACUUM_command"),
    APPEND("dg/r_ALTER_TABLE_APPEND"),
    WAYBILL("Waybill");

    private final String page;

    Source(String page) {
        this.page = page;
    }

    String page() {
        return page;
    }
}
