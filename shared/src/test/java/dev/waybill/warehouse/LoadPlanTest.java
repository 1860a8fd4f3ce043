package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All SQL of a load, in whole: {@code src/test/resources/plan/}. */
class LoadPlanTest {

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
    void theLedgersRowIsWhereTheLoadLooksForIt() throws IOException {
        for (Contract contract : List.of(
                SampleContract.of("earthquakes"),
                SampleContract.of("birdstrikes"),
                SampleContract.refreshed(),
                SampleContract.deleting())) {
            LoadSql sql = new LoadSql(contract);
            assertThat(sql.apply().get(sql.ledgerStatement()).sql()).startsWith("INSERT INTO \"waybill\".\"batch\" (");
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
                SELECT "staged", "stale", "inserted", "updated", "deleted"
                FROM "waybill"."batch"
                WHERE "batch_id" = :batch_id""");
    }

    @Test
    void aNewColumnIsAddedWithoutAConstraint() {
        Contract contract = SampleContract.refreshed();
        assertThat(WarehouseDdl.addColumn(contract.target().table(), contract.column("code"))
                        .sql())
                .isEqualTo("ALTER TABLE \"crm\".\"countries\" ADD COLUMN \"code\" char(2)");
    }
}
