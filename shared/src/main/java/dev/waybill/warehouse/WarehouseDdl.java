package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Derived;
import dev.waybill.contract.Derived.Kind;
import dev.waybill.contract.TableName;
import dev.waybill.contract.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tables that a load needs; creating them again changes nothing. */
public final class WarehouseDdl {
    private WarehouseDdl() {}

    /** Waybill's own schema, ledger and results of checks. */
    public static List<SqlStatement> ledger() {
        return List.of(
                new SqlStatement("Waybill's own schema", "CREATE SCHEMA IF NOT EXISTS \"waybill\""),
                new SqlStatement("The ledger: one row for each applied batch, written with its data", """
                        CREATE TABLE IF NOT EXISTS "waybill"."batch" (
                          "batch_id" varchar(80) NOT NULL,
                          "dataset" varchar(50) NOT NULL,
                          "hour" timestamp NOT NULL,
                          "delivered_at" timestamp NOT NULL,
                          "manifest" varchar(1200) NOT NULL,
                          "target_table" varchar(130) NOT NULL,
                          "mode" varchar(10) NOT NULL,
                          "contract_digest" varchar(64) NOT NULL,
                          "declared" bigint,
                          "read" bigint NOT NULL,
                          "rejected" bigint NOT NULL,
                          "superseded" bigint NOT NULL,
                          "staged" bigint NOT NULL,
                          "stale" bigint NOT NULL,
                          "inserted" bigint NOT NULL,
                          "updated" bigint NOT NULL,
                          "applied_at" timestamp NOT NULL,
                          %s
                        )
                        DISTSTYLE ALL
                        SORTKEY ("dataset", "hour")
                        """.formatted(
                        LedgerColumn.LATER.stream().map(LedgerColumn::sql).collect(Collectors.joining(",\n  ")))),
                CheckResultTable.create());
    }

    /**
     * The schema through which the warehouse reads the Parquet files (Redshift Spectrum). One that is there stays as it is:
     * views and grants may hang on it.
     *
     * @param database the catalog's database of the Parquet tables
     */
    public static SqlStatement externalSchema(String schema, String database, CopyRole role) {
        return new SqlStatement("The schema of the Parquet files", """
                CREATE EXTERNAL SCHEMA IF NOT EXISTS %s
                FROM DATA CATALOG
                DATABASE %s
                IAM_ROLE %s""".formatted(
                        quoted(schema), Identifiers.literal(database), role.sql()));
    }

    /** The target's lock, its schema, the target itself, its versions and, if rows may delete their keys, its tombstones. */
    static List<SqlStatement> dataset(Contract contract) {
        Target target = contract.target();
        List<SqlStatement> ddl = new ArrayList<>(List.of(
                new TableLock(target.table()).create(),
                new SqlStatement(
                        "The schema of the target",
                        "CREATE SCHEMA IF NOT EXISTS " + quoted(target.table().schema())),
                new SqlStatement("The target", createTarget(contract)),
                Versions.create(contract)));
        contract.deleteWhen()
                .ifPresent(marker -> ddl.add(new SqlStatement(
                        "The keys that were deleted from the target, each with its version",
                        createTarget(Tombstones.of(contract)))));
        return ddl;
    }

    /** Adds a column that the contract or the batch has and the table hasn't; the rows that are there have NULL. */
    static SqlStatement addColumn(TableName table, String column, String type) {
        return new SqlStatement(
                "Add the new column " + column,
                "ALTER TABLE " + quoted(table) + " ADD COLUMN " + quoted(column) + " " + type);
    }

    /** Adds a column of the lineage to a table that Waybill didn't make; the rows that are there have NULL. */
    static SqlStatement addLineage(TableName table, String column) {
        return new SqlStatement(
                "Add the lineage column " + column,
                "ALTER TABLE " + quoted(table) + " ADD COLUMN " + quoted(column) + " " + Lineage.type(column));
    }

    /** Makes a varchar longer; in Redshift not within a transaction. */
    static SqlStatement widen(TableName table, String column, String type) {
        return new SqlStatement(
                "Widen the column " + column,
                "ALTER TABLE " + quoted(table) + " ALTER COLUMN " + quoted(column) + " TYPE " + type);
    }

    static SqlStatement createSchema(Derived derived) {
        return new SqlStatement(
                "The schema of " + derived.name(),
                "CREATE SCHEMA IF NOT EXISTS " + quoted(derived.name().schema()));
    }

    static SqlStatement create(Derived derived, String query) {
        boolean isTable = derived.kind() == Kind.TABLE;
        return new SqlStatement(
                (isTable ? "The table " : "The materialized view ") + derived.name(),
                "CREATE " + (isTable ? "TABLE " : "MATERIALIZED VIEW ") + quoted(derived.name()) + " AS\n"
                        + query.strip());
    }

    private static String createTarget(Contract contract) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                %s,
                %s
                )
                %s""".formatted(
                quoted(contract.target().table()), columns(contract), lineage(), distribution(contract.target()));
    }

    private static String lineage() {
        return Lineage.COLUMNS.stream()
                .map(column -> "  " + quoted(column) + " " + Lineage.type(column) + " NOT NULL")
                .collect(Collectors.joining(",\n"));
    }

    private static String columns(Contract contract) {
        return contract.columns().stream()
                .map(column -> "  " + quoted(column.name()) + " "
                        + column.type().sql() + (column.required() ? " NOT NULL" : ""))
                .collect(Collectors.joining(",\n"));
    }

    // A temporary table has no automatic distribution. It needs no sort key: it is read once.
    static String stagingDistribution(Target target) {
        return target.distkey()
                .map(key -> "DISTSTYLE KEY DISTKEY (" + quoted(key) + ")")
                .orElse("DISTSTYLE EVEN");
    }

    static String distribution(Target target) {
        return target.sortkey().isEmpty()
                ? distkey(target)
                : distkey(target) + "\nCOMPOUND SORTKEY (" + Identifiers.list(target.sortkey()) + ")";
    }

    static String distkey(Target target) {
        return target.distkey()
                .map(key -> "DISTSTYLE KEY DISTKEY (" + quoted(key) + ")")
                .orElse("DISTSTYLE AUTO");
    }
}
