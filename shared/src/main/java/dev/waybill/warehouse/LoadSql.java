package dev.waybill.warehouse;

import static dev.waybill.warehouse.Identifiers.quoted;

import dev.waybill.contract.Contract;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that load one batch. The transaction's text depends on the contract only, and the columns that the batch adds: what else differs
 * from batch to batch is in the temporary table {@code waybill_incoming}, whose one row is inserted with bound parameters.
 */
public final class LoadSql {
    static final String STAGING = "\"waybill_staging\"";
    static final String INCOMING = "\"waybill_incoming\"";
    static final String LEDGER = "\"waybill\".\"batch\"";
    static final String OUTCOME = "\"waybill_outcome\"";
    private final Contract contract;

    public LoadSql(Contract contract) {
        this.contract = contract;
    }

    /** The ledger, the target's lock, the target and its tombstones, each made where it is missing. */
    public List<SqlStatement> ddl() {
        List<SqlStatement> ddl = new ArrayList<>(WarehouseDdl.ledger());
        ddl.addAll(WarehouseDdl.dataset(contract));
        return ddl;
    }

    /** Staging has the Parquet files' columns in their order, because COPY maps them by position. */
    public SqlStatement createStaging() {
        return new SqlStatement("Staging, of this session only, distributed like the target", """
                CREATE TEMP TABLE %s (
                %s,
                  "_file" varchar(1200)
                )
                %s""".formatted(
                        STAGING,
                        contract.columns().stream()
                                .map(column -> "  " + quoted(column.name()) + " " + StagedColumn.type(column))
                                .collect(Collectors.joining(",\n")),
                        WarehouseDdl.stagingDistribution(contract.target())));
    }

    /**
     * Stages the batch's Parquet files, all or none.
     *
     * @param manifest lists the files with their lengths; its location is made of safe characters only
     */
    public SqlStatement copy(S3Location manifest, CopyRole role) {
        return new SqlStatement("Stage the batch's Parquet files, all or none", """
                COPY %s
                FROM '%s'
                IAM_ROLE %s
                FORMAT AS PARQUET
                MANIFEST""".formatted(
                        STAGING, CopyRole.requireSafe(manifest.toString()), role.sql()));
    }

    /** Also says between which values the keys lie, where the transaction has a use for it: {@link KeyRange}. */
    public SqlStatement countStaging() {
        String range = KeyRange.column(contract)
                .map(column -> ", min(%1$s), max(%1$s)".formatted(quoted(column.name())))
                .orElse("");
        return new SqlStatement("Count what was staged", "SELECT count(*)" + range + " FROM " + STAGING);
    }

    public SqlStatement createIncoming() {
        return new SqlStatement("What this batch is, of this session only", """
                CREATE TEMP TABLE %s (
                  "batch_id" varchar(80),
                  "dataset" varchar(50),
                  "hour" timestamp,
                  "delivered_at" timestamp,
                  "manifest" varchar(1200),
                  "target_table" varchar(130),
                  "mode" varchar(10),
                  "contract_digest" varchar(64),
                  "declared" bigint,
                  "read" bigint,
                  "rejected" bigint,
                  "superseded" bigint,
                  "staged" bigint,
                  "supersedes" varchar(80)
                )
                DISTSTYLE ALL""".formatted(INCOMING));
    }

    /** The Data API binds no NULL: an absent declared count is -1, and no batch that is superseded is {@code -}. */
    public SqlStatement describeIncoming() {
        return new SqlStatement("Say what this batch is", """
                INSERT INTO %s
                VALUES (
                  :batch_id, :dataset, CAST(:hour AS timestamp), CAST(:delivered_at AS timestamp),
                  :manifest, :target_table, :mode, :contract_digest,
                  NULLIF(CAST(:declared AS bigint), -1), CAST(:read AS bigint), CAST(:rejected AS bigint),
                  CAST(:superseded AS bigint), CAST(:staged AS bigint), NULLIF(CAST(:supersedes AS varchar(80)), '-')
                )""".formatted(INCOMING));
    }

    /** The one transaction, in its order; its last statement writes the ledger's row. */
    public List<SqlStatement> apply(LoadDetails details) {
        return new ApplySql(contract, details).statements();
    }

    /** The same after a conflict: while it runs, no other load does. */
    public List<SqlStatement> applyAlone(LoadDetails details) {
        List<SqlStatement> statements = new ArrayList<>(apply(details));
        statements.set(0, new TableLock(contract.target().table()).takeAlone());
        return statements;
    }

    /** A batch's counts in the ledger, and when it was taken back; no row if it isn't applied. */
    public static SqlStatement findInLedger() {
        return LedgerSql.find();
    }

    /** Where a batch was loaded, and how; no row if it wasn't. */
    public static SqlStatement findTarget() {
        return new SqlStatement("Look where the superseded batch was loaded", """
                SELECT "target_table", "mode"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
    }
}
