package dev.waybill.warehouse;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Check;
import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.contract.Derived;
import dev.waybill.contract.Derived.Kind;
import dev.waybill.contract.QualityCheck;
import dev.waybill.contract.TableName;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.redshiftdata.model.Field;

/** What Waybill sends to the warehouse for a contract, statement by statement in its order. */
final class EmittedSql {
    private static final S3Location MANIFEST = S3Location.parse("s3://processed/_receipts/stock/b1/copy.manifest");
    private static final CopyRole ROLE = new CopyRole("arn:aws:iam::123456789012:role/waybill-copy");

    private EmittedSql() {}

    /** Contracts that differ from the samples by mode, key, order, deletes or undo. */
    static List<Contract> variants() {
        List<Contract> contracts = new ArrayList<>();
        for (String mode : List.of("upsert", "append", "refresh")) {
            for (String undo : List.of("off", "12 hours")) {
                contracts.add(variant(mode, undo, ""));
            }
        }
        contracts.add(variant("upsert", "off", "delete_when: op = 'D'"));
        contracts.add(variant("upsert", "12 hours", "delete_when: op = 'D'"));
        contracts.add(variant("upsert", "off", "newest: changed_at"));
        contracts.add(variant("upsert", "12 hours", "newest: changed_at\ndelete_when: op in ('D', 'it''s \\')"));
        return contracts;
    }

    private static Contract variant(String mode, String undo, String order) {
        String name =
                (mode + " " + undo + " " + order).replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
        return SampleContract.of(name, """
                dataset: %s
                source: { system: shop, format: csv }
                columns:
                  day: { type: date, required: true }
                  group: varchar(8)
                  pieces: "decimal(38,10)"
                  op: varchar(8)
                  detail: super
                  changed_at: timestamptz
                key: [day, group]
                %s
                target: { table: shop.order, mode: %s, undo: %s, distkey: group, sortkey: [day, group] }
                quality:
                  checks:
                    - { unique: [day, group] }
                    - { not_null: op, at_least: 95%% }
                    - { range: { column: pieces, min: -1.5, max: 1000 } }
                """.formatted(
                        name.substring(0, Math.min(name.length(), 40)), order, mode, undo));
    }

    /** The plan that people read, with values in its places. */
    static List<SqlStatement> plan(Contract contract) {
        String range = KeyRange.column(contract).map(Column::name).orElse("-");
        return LoadPlan.of(contract).steps().stream()
                .map(step -> new SqlStatement(
                        step.title(),
                        step.sql()
                                .replace(":least_" + range, "'2026-11-01'")
                                .replace(":greatest_" + range, "'2026-11-30'")))
                .toList();
    }

    /** Of a table that has the columns {@code remark} and {@code extra} beside the contract's. */
    static LoadDetails details(Contract contract, Optional<BatchId> supersedes) {
        return new LoadDetails(
                List.of("remark", "extra"),
                contract.deleteWhen()
                        .map(marker -> Tombstones.table(contract.target().table())),
                KeyRange.column(contract).map(EmittedSql::range),
                supersedes);
    }

    private static KeyRange range(Column column) {
        return column.type().isNumber()
                ? KeyRange.of(column, "1", "9")
                : KeyRange.of(column, "2026-11-01", "2026-11-30");
    }

    /** What makes and upgrades tables that are older. */
    static List<SqlStatement> deployment() {
        List<SqlStatement> statements = new ArrayList<>(WarehouseDdl.ledger());
        for (String column : Lineage.COLUMNS) {
            statements.add(WarehouseDdl.addLineage(LedgerUpgrade.LEDGER, column));
        }
        statements.add(WarehouseDdl.externalSchema("processed", "waybill_processed", ROLE));
        statements.add(WarehouseDdl.externalSchema("processed", "o'cl\\ock", new CopyRole("default")));
        return statements;
    }

    /** What is asked of the catalog, as the Data API gets it. */
    static List<SqlStatement> questions() {
        ScriptedDataApi api = new ScriptedDataApi().answeringRows(List.of());
        WarehouseSettings settings = WarehouseSettings.of(Map.of("WORKGROUP", "etl", "DATABASE", "dev"));
        RedshiftDataWarehouse warehouse = new RedshiftDataWarehouse(api, settings, pause -> {});
        TableColumns found = TableColumns.read(warehouse.sessionless(), TableName.parse("shop.stock"));
        LedgerColumn.LATER.forEach(column -> api.answeringDone());
        LedgerUpgrade.run(warehouse.sessionless(), found);
        Derived view = new Derived(TableName.parse("shop.daily"), Kind.VIEW, Optional.of("SELECT 1 AS one"));
        api.answeringRows(List.of(List.of(Field.fromLongValue(1L)))).answeringDone();
        new DerivedRefresh(warehouse, warehouse.sessionless()).run(List.of(view));
        List<SqlStatement> statements = new ArrayList<>(List.of(
                new SqlStatement("An old ledger", "CREATE TABLE \"waybill\".\"batch\" (\"batch_id\" varchar(80))")));
        api.executed.forEach(request -> statements.add(new SqlStatement(request.sql(), request.sql())));
        return statements;
    }

    /** A load into a table that has the columns {@code remark} and {@code extra} beside the contract's. */
    static List<SqlStatement> load(Contract contract, LoadDetails details) {
        LoadSql sql = new LoadSql(contract);
        List<SqlStatement> statements = new ArrayList<>(List.of(RedshiftDataWarehouse.LOAD_QUEUE));
        statements.addAll(tables(contract));
        statements.addAll(List.of(LoadSql.findInLedger(), LoadSql.findTarget()));
        statements.addAll(List.of(sql.createStaging(), sql.copy(MANIFEST, ROLE), sql.countStaging()));
        statements.addAll(List.of(sql.createIncoming(), sql.describeIncoming()));
        statements.addAll(together(sql.apply(details)));
        contract.refresh().forEach(derived -> statements.addAll(DerivedRefresh.plan(derived)));
        return statements;
    }

    static List<SqlStatement> undo(Contract contract) {
        List<SqlStatement> statements = new ArrayList<>(tables(contract));
        statements.add(UndoSql.find());
        BatchId batch = BatchId.parse(contract.dataset() + "-2026112210-0123456789abcdef");
        statements.addAll(together(new UndoSql(contract, batch, details(contract, Optional.empty())).apply()));
        statements.add(UndoSql.counts());
        return statements;
    }

    /** All that validation may ask; the contract's own queries are not of this text. */
    static List<SqlStatement> validation(Contract contract) {
        ValidationSql sql = new ValidationSql(contract);
        List<SqlStatement> statements = new ArrayList<>(tables(contract));
        statements.add(ValidationSql.readLedger());
        statements.add(ValidationSql.countLaterBatches());
        contract.deleteWhen().ifPresent(marker -> statements.add(sql.countDeleted()));
        BatchId batch = BatchId.parse(contract.dataset() + "-2026112210-0123456789abcdef");
        List<Check> checks = contract.quality().checks().stream()
                .map(QualityCheck::check)
                .filter(check -> !(check instanceof Check.Sql))
                .toList();
        statements.add(new MeasureSql(contract, batch, Hour.of(2026, 11, 22, 10)).measure(checks));
        ExampleSql examples = new ExampleSql(contract, batch);
        Map<Integer, Check> known = new LinkedHashMap<>();
        checks.stream().filter(examples::knows).forEach(check -> known.put(known.size(), check));
        if (!known.isEmpty()) {
            statements.add(examples.examples(known));
        }
        return statements;
    }

    private static List<SqlStatement> tables(Contract contract) {
        TableName target = contract.target().table();
        List<SqlStatement> statements = new ArrayList<>(new LoadSql(contract).ddl());
        for (TableName table : List.of(target, Versions.table(target))) {
            statements.add(WarehouseDdl.addColumn(table, "remark", "varchar(80)"));
            statements.add(WarehouseDdl.widen(table, "remark", "varchar(160)"));
            statements.add(WarehouseDdl.addColumn(table, "extra", "super"));
        }
        return statements;
    }

    private static List<SqlStatement> together(List<SqlStatement> transaction) {
        List<SqlStatement> statements = new ArrayList<>(List.of(new SqlStatement("The transaction begins", "BEGIN")));
        statements.addAll(transaction);
        statements.add(new SqlStatement("The transaction ends", "COMMIT"));
        return statements;
    }
}
