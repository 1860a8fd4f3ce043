package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All SQL of a load, in whole: {@code src/test/resources/plan/}. */
class LoadPlanTest {
    private static final LoadDetails NONE =
            new LoadDetails(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final BatchId OTHER = BatchId.parse("stock-2026112210-0123456789abcdef");

    @ParameterizedTest
    @ValueSource(strings = {"earthquakes", "birdstrikes", "rates"})
    void theSampleContractsAreLoadedSo(String dataset) throws IOException {
        GoldenFile.assertSame(
                "plan/" + dataset + ".sql",
                LoadPlan.of(SampleContract.of(dataset)).text());
    }

    @Test
    void aRefreshIsLoadedSo() throws IOException {
        GoldenFile.assertSame(
                "plan/countries.sql", LoadPlan.of(SampleContract.refreshed()).text());
    }

    @Test
    void subDocumentsAreLoadedSo() throws IOException {
        GoldenFile.assertSame(
                "plan/events.sql", LoadPlan.of(SampleContract.nested()).text());
    }

    @Test
    void deletesAreAppliedSo() throws IOException {
        GoldenFile.assertSame(
                "plan/stock.sql", LoadPlan.of(SampleContract.deleting()).text());
    }

    @Test
    void withoutNewestDeletesGoByTheOrderOfDelivery() throws IOException {
        GoldenFile.assertSame(
                "plan/prices.sql", LoadPlan.of(SampleContract.deletingByFlag()).text());
    }

    @Test
    void aBatchThatTakesThePlaceOfAnotherIsAppliedSo() throws IOException {
        GoldenFile.assertSame(
                "supersede/stock.sql",
                text(new LoadSql(SampleContract.deleting()).apply(superseding(SampleContract.deleting()))));
        GoldenFile.assertSame(
                "supersede/birdstrikes.sql",
                text(new LoadSql(SampleContract.of("birdstrikes"))
                        .apply(superseding(SampleContract.of("birdstrikes")))));
        GoldenFile.assertSame(
                "supersede/countries.sql",
                text(new LoadSql(SampleContract.refreshed()).apply(superseding(SampleContract.refreshed()))));
    }

    @Test
    void aBatchIsTakenBackSo() throws IOException {
        for (Contract contract :
                List.of(SampleContract.deleting(), SampleContract.of("birdstrikes"), SampleContract.refreshed())) {
            BatchId batch = BatchId.parse(contract.dataset() + "-2026112210-0123456789abcdef");
            List<SqlStatement> statements = new ArrayList<>(List.of(UndoSql.find()));
            statements.addAll(new UndoSql(contract, batch, superseding(contract)).apply());
            statements.add(UndoSql.counts());
            GoldenFile.assertSame("undo/" + contract.dataset() + ".sql", text(statements));
        }
    }

    /** Into a table that has a column of its own. */
    private static LoadDetails superseding(Contract contract) {
        return new LoadDetails(
                List.of("note"),
                contract.deleteWhen()
                        .map(marker -> Tombstones.table(contract.target().table())),
                Optional.empty(),
                Optional.of(OTHER));
    }

    private static String text(List<SqlStatement> statements) {
        return statements.stream().map(SqlStatement::text).collect(Collectors.joining("\n"));
    }

    @Test
    void noTransactionHasMoreStatementsThanTheDataApiTakes() throws IOException {
        for (Contract contract :
                List.of(SampleContract.deleting(), SampleContract.of("birdstrikes"), SampleContract.refreshed())) {
            assertThat(new LoadSql(contract).apply(superseding(contract))).hasSizeLessThanOrEqualTo(40);
        }
    }

    @Test
    void theLedgersRowIsWhereTheLoadLooksForIt() throws IOException {
        for (Contract contract : List.of(
                SampleContract.of("earthquakes"),
                SampleContract.of("birdstrikes"),
                SampleContract.refreshed(),
                SampleContract.deleting())) {
            List<SqlStatement> transaction = new LoadSql(contract).apply(NONE);
            assertThat(transaction.get(transaction.size() - 1).sql()).startsWith("INSERT INTO \"waybill\".\"batch\" (");
        }
    }

    @Test
    void theCopyNamesItsManifestAndItsRole() throws IOException {
        SqlStatement copy = new LoadSql(SampleContract.of("rates"))
                .copy(
                        S3Location.parse("s3://processed-treasury/_receipts/rates/b1/copy.manifest"),
                        new CopyRole("arn:aws:iam::123456789012:role/waybill-copy"));
        assertThat(copy.sql()).isEqualTo("""
                COPY "waybill_staging"
                FROM 's3://processed-treasury/_receipts/rates/b1/copy.manifest'
                IAM_ROLE 'arn:aws:iam::123456789012:role/waybill-copy'
                FORMAT AS PARQUET
                MANIFEST""");
    }

    @Test
    void theLedgerIsAskedByTheBatch() {
        assertThat(LoadSql.findInLedger().sql()).isEqualTo("""
                SELECT "staged", "stale", "inserted", "updated", "deleted", "removed", "restored", "changed_since", "undone_at"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
    }

    @Test
    void aNewColumnIsAddedWithoutAConstraint() {
        Contract contract = SampleContract.refreshed();
        assertThat(WarehouseDdl.addColumn(contract.target().table(), "code", "char(2)")
                        .sql())
                .isEqualTo("ALTER TABLE \"crm\".\"countries\" ADD COLUMN \"code\" char(2)");
    }
}
