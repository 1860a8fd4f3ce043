package dev.waybill.validate;

import static dev.waybill.validate.FakeWarehouse.NULL;
import static dev.waybill.validate.FakeWarehouse.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.Share;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.warehouse.SqlStatement;
import dev.waybill.warehouse.ValidationSql;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ValidateBatchTest {
    private static final SqlStatement LEDGER = ValidationSql.readLedger();
    private static final SqlStatement LATER = ValidationSql.countLaterBatches();
    private static final Sql BIDS =
            new Sql("nobody sells below the bid", "SELECT count(*) = 0 FROM treasury.rates WHERE ask < bid");
    private LoadedBatch batch = LoadedBatch.ofContract("""
            dataset: unused
            source: { system: none, format: csv }
            columns: { id: integer }
            target: { table: unused, mode: append }
            """);
    private SqlStatement measure = LEDGER;
    private SqlStatement repeatedKeys = LEDGER;

    /** The rates, loaded as they should be. */
    @BeforeEach
    void aBatchThatIsAsItShouldBe() throws IOException {
        batch = LoadedBatch.of("rates");
        ValidationSql sql = new ValidationSql(batch.contract);
        measure = sql.measure(
                List.of(
                        new NotNull("currency", Share.ALL),
                        new NotNull("rate_date", Share.ALL),
                        new NotNull("bid", Share.ALL),
                        new NotNull("unit", Share.ALL),
                        new NotNull("published_at", Share.ALL),
                        new NotNull("ask", Share.parse("90%"))),
                List.of(new Range("bid", Optional.of(BigDecimal.ZERO), Optional.empty())));
        repeatedKeys = sql.countRepeated(new Unique(List.of("currency", "rate_date")));
        batch.warehouse.answer(LEDGER, 12, 12, 1, 1, 10, 1, 6, 3);
        measured(9, 9, 0);
        batch.warehouse.answer(LATER, 0);
        batch.warehouse.answer(repeatedKeys, 0);
        batch.warehouse.answer(ValidationSql.ask(BIDS), true);
        batch.loaded(1, 6, 3, List.of(new Refreshed("treasury.latest_rate_date", Optional.empty())));
    }

    private void measured(long rows, long asks, long bidsBelowZero) {
        batch.warehouse.answer(measure, rows, rows, rows, rows, rows, rows, asks, bidsBelowZero);
    }

    private CheckResult result(String name) {
        return batch.validate().checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<CheckResult> failures() {
        Verdict verdict = batch.validate();
        List<CheckResult> failures =
                verdict.checks().stream().filter(check -> !check.passed()).toList();
        assertThat(verdict.valid()).isEqualTo(failures.isEmpty());
        return failures;
    }

    private static CheckResult passed(String name, String expected, String actual) {
        return new CheckResult(name, expected, actual, true);
    }

    private static CheckResult failed(String name, String expected, String actual) {
        return new CheckResult(name, expected, actual, false);
    }

    @Test
    void aBatchThatIsAsItShouldBeIsValid() {
        Verdict verdict = batch.validate();
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.checks())
                .containsExactly(
                        passed("the ledger has the batch once", "1 row", "1 row"),
                        passed(
                                "the ledger agrees with the conversion",
                                "12 read, 1 rejected, 1 superseded, 10 staged",
                                "12 read, 1 rejected, 1 superseded, 10 staged"),
                        passed(
                                "the ledger agrees with the load",
                                "10 staged, 1 stale, 6 inserted, 3 updated",
                                "10 staged, 1 stale, 6 inserted, 3 updated"),
                        passed("as many records were read as the manifest declares", "12 records", "12 records"),
                        passed(
                                "every record that was read is rejected, superseded or staged",
                                "12",
                                "1 rejected + 1 superseded + 10 staged = 12"),
                        passed(
                                "every staged row is stale, inserted or updated",
                                "10",
                                "1 stale + 6 inserted + 3 updated = 10"),
                        passed("the table has the rows that the batch inserted and updated", "9 rows", "9 rows"),
                        passed("no two rows agree in currency, rate_date", "0 repeated", "0 repeated"),
                        passed("currency is not null", "all rows", "9 of 9 rows"),
                        passed("rate_date is not null", "all rows", "9 of 9 rows"),
                        passed("bid is not null", "all rows", "9 of 9 rows"),
                        passed("unit is not null", "all rows", "9 of 9 rows"),
                        passed("published_at is not null", "all rows", "9 of 9 rows"),
                        passed("ask is not null in at least 90% of the batch's rows", "at least 90%", "9 of 9 rows"),
                        passed("bid is at least 0", "0 rows outside", "0 rows outside"),
                        passed("nobody sells below the bid", "true", "true"));
        assertThat(batch.s3.text(batch.delivery.folders().validationReceipt())).contains(ReceiptJson.write(verdict));
    }

    @Test
    void theWarehouseIsAskedOnceForAllRowsAndNothingIsChanged() {
        batch.validate();
        assertThat(batch.warehouse.statements())
                .containsExactly(LEDGER.sql(), measure.sql(), LATER.sql(), repeatedKeys.sql(), BIDS.query())
                .allMatch(sql -> sql.startsWith("SELECT"));
        Map<String, String> thisBatch =
                Map.of("batch_id", batch.delivery.batch().toString());
        assertThat(List.of(0, 1, 2, 3))
                .allSatisfy(
                        index -> assertThat(batch.warehouse.parameters(index)).isEqualTo(thisBatch));
        assertThat(batch.warehouse.parameters(4)).isEmpty();
    }

    @Test
    void aBatchThatIsValidatedAgainHasTheSameVerdict() {
        assertThat(batch.validate()).isEqualTo(batch.validate());
    }

    @Test
    void countsThatComeAsTextAreCountsToo() {
        batch.warehouse.answer(LEDGER, "12", "12", "1", "1", "10", "1", "6", "3");
        batch.warehouse.answer(measure, "9", "9", "9", "9", "9", "9", "9", "0");
        batch.warehouse.answer(LATER, "0");
        assertThat(failures()).isEmpty();
    }

    @Test
    void aBatchThatTheLedgerLacksIsNotValid() {
        batch.warehouse.answerRows(LEDGER, List.of());
        assertThat(failures()).containsExactly(failed("the ledger has the batch once", "1 row", "0 rows"));
    }

    @Test
    void aBatchThatTheLedgerHasTwiceIsNotValid() {
        List<Field> once = row(12, 12, 1, 1, 10, 1, 6, 3);
        batch.warehouse.answerRows(LEDGER, List.of(once, once));
        assertThat(failures()).containsExactly(failed("the ledger has the batch once", "1 row", "2 rows"));
    }

    @Test
    void aLedgerThatContradictsTheReceiptsIsReportedWithBoth() {
        batch.warehouse.answer(LEDGER, 12, 12, 2, 1, 9, 0, 6, 3);
        assertThat(failures())
                .containsExactly(
                        failed(
                                "the ledger agrees with the conversion",
                                "12 read, 1 rejected, 1 superseded, 10 staged",
                                "12 read, 2 rejected, 1 superseded, 9 staged"),
                        failed(
                                "the ledger agrees with the load",
                                "10 staged, 1 stale, 6 inserted, 3 updated",
                                "9 staged, 0 stale, 6 inserted, 3 updated"));
    }

    @Test
    void aLedgerThatBreaksTheConservationLawIsReportedWithItsSums() {
        batch.warehouse.answer(LEDGER, 13, 12, 1, 0, 10, 0, 6, 3);
        assertThat(failures())
                .contains(
                        failed("as many records were read as the manifest declares", "13 records", "12 records"),
                        failed(
                                "every record that was read is rejected, superseded or staged",
                                "12",
                                "1 rejected + 0 superseded + 10 staged = 11"),
                        failed(
                                "every staged row is stale, inserted or updated",
                                "10",
                                "0 stale + 6 inserted + 3 updated = 9"));
    }

    @Test
    void whatTheManifestDoesNotDeclareIsNotCompared() {
        batch.warehouse.answer(LEDGER, NULL, 12, 1, 1, 10, 1, 6, 3);
        assertThat(batch.validate().checks())
                .map(CheckResult::name)
                .doesNotContain("as many records were read as the manifest declares");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9  | 0 | 9 rows                                                           | true
            8  | 0 | 9 rows                                                           | false
            10 | 0 | 9 rows                                                           | false
            8  | 1 | at most 9 rows, since 1 later batch may have replaced some       | true
            9  | 2 | at most 9 rows, since 2 later batches may have replaced some     | true
            10 | 2 | at most 9 rows, since 2 later batches may have replaced some     | false
            """)
    void theTableHasTheBatchsRowsUnlessLaterBatchesReplacedSome(
            long rows, long laterBatches, String expected, boolean passed) {
        measured(rows, rows, 0);
        batch.warehouse.answer(LATER, laterBatches);
        String name = "the table has the rows that the batch inserted and updated";
        assertThat(result(name)).isEqualTo(new CheckResult(name, expected, rows + " rows", passed));
    }

    @ParameterizedTest
    @CsvSource({"10, 9, true", "10, 8, false", "100000, 90000, true", "100000, 89999, false", "0, 0, true"})
    void aShareOfValuesIsComparedWithoutRounding(long rows, long asks, boolean passed) {
        measured(rows, asks, 0);
        String name = "ask is not null in at least 90% of the batch's rows";
        assertThat(result(name))
                .isEqualTo(new CheckResult(name, "at least 90%", asks + " of " + rows + " rows", passed));
    }

    @Test
    void aRequiredColumnWithANullIsReported() {
        batch.warehouse.answer(measure, 9, 9, 9, 8, 9, 9, 9, 0);
        assertThat(failures()).containsExactly(failed("bid is not null", "all rows", "8 of 9 rows"));
    }

    @Test
    void aValueOutsideItsRangeIsReported() {
        measured(9, 9, 2);
        assertThat(failures()).containsExactly(failed("bid is at least 0", "0 rows outside", "2 rows outside"));
    }

    @Test
    void aKeyThatTheTableHasTwiceIsReported() {
        batch.warehouse.answer(repeatedKeys, 1);
        assertThat(failures())
                .containsExactly(failed("no two rows agree in currency, rate_date", "0 repeated", "1 repeated"));
    }

    @Test
    void aQueryOfTheContractThatReturnsFalseIsReported() {
        batch.warehouse.answer(ValidationSql.ask(BIDS), false);
        assertThat(failures()).containsExactly(failed("nobody sells below the bid", "true", "false"));
    }

    @Test
    void aQueryOfTheContractThatReturnsAnythingElseIsReportedWithWhatItReturned() {
        SqlStatement query = ValidationSql.ask(BIDS);
        batch.warehouse.answerRows(query, List.of());
        assertThat(result("nobody sells below the bid").actual()).isEqualTo("no row");
        batch.warehouse.answer(query, NULL);
        assertThat(result("nobody sells below the bid").actual()).isEqualTo("1 row: (NULL)");
        batch.warehouse.answer(query, 0);
        assertThat(result("nobody sells below the bid").actual()).isEqualTo("1 row: (0)");
        batch.warehouse.answer(query, true, "EUR");
        assertThat(result("nobody sells below the bid").actual()).isEqualTo("1 row: (true, EUR)");
        batch.warehouse.answerRows(query, List.of(row(true), row(true)));
        assertThat(failures()).containsExactly(failed("nobody sells below the bid", "true", "2 rows: (true), (true)"));
    }

    @Test
    void aLongAnswerIsCutTo300Characters() {
        batch.warehouse.answer(ValidationSql.ask(BIDS), "v".repeat(65_000));
        assertThat(failures())
                .containsExactly(failed("nobody sells below the bid", "true", "1 row: (" + "v".repeat(291) + "…"));
    }

    @Test
    void aQueryOfTheContractThatTheWarehouseRefusesIsReportedWithTheError() {
        batch.warehouse.fail(ValidationSql.ask(BIDS), "ERROR: column \"ask\" does not exist in rates");
        assertThat(failures())
                .containsExactly(failed(
                        "nobody sells below the bid",
                        "true",
                        "The warehouse failed at \"nobody sells below the bid\":"
                                + " ERROR: column \"ask\" does not exist in rates"));
    }

    @Test
    void aQueryOfTheContractThatMeetsAConflictMayBeAskedAgain() {
        batch.warehouse.fail(ValidationSql.ask(BIDS), "ERROR: 1023 DETAIL: Serializable isolation violation on table");
        assertThatThrownBy(batch::validate).isInstanceOf(TransientException.class);
        assertThat(batch.s3.text(batch.delivery.folders().validationReceipt())).isEmpty();
    }

    @Test
    void aWarehouseThatCannotBeAskedIsNoVerdict() {
        batch.warehouse.fail(LEDGER, "ERROR: permission denied for schema waybill");
        assertThatThrownBy(batch::validate)
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse failed at \"Read the batch's row of the ledger\":"
                        + " ERROR: permission denied for schema waybill");
        assertThat(batch.s3.text(batch.delivery.folders().validationReceipt())).isEmpty();
    }

    @Test
    void aViewThatWasNotRefreshedDoesNotMakeTheBatchInvalid() {
        batch.loaded(
                1, 6, 3, List.of(new Refreshed("treasury.latest_rate_date", Optional.of("ERROR: view is broken"))));
        assertThat(failures()).isEmpty();
    }

    @Test
    void aReceiptThatIsMissingIsAnErrorWithItsPlace() {
        batch.s3.delete(batch.delivery.folders().loadReceipt());
        assertThatThrownBy(batch::validate)
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot read s3://waybill-processed-123456789012-treasury/_receipts/rates/rates-2026112016-5f1c09a2b3d4e5f6/"
                                + "load.json: there is no such object");
    }

    @Test
    void aBatchThatWasNotLoadedIsNotValidated() {
        batch.refused("treasury.rates.bid is real in the table");
        assertThatThrownBy(batch::validate)
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot validate rates-2026112016-5f1c09a2b3d4e5f6: its load was not accepted:"
                        + " treasury.rates.bid is real in the table");
    }

    @Test
    void aBatchOfAnotherVersionOfTheContractIsNotValidated() {
        batch.converted("0".repeat(64));
        assertThatThrownBy(batch::validate)
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot validate rates-2026112016-5f1c09a2b3d4e5f6: it was converted under another version of"
                                + " s3://waybill-artifacts/contracts/rates.yaml. Start the execution again from its beginning");
    }

    @Test
    void whatS3FailsToAnswerMayBeAskedAgain() {
        batch.s3.fail(SdkClientException.create("Connection reset"));
        assertThatThrownBy(batch::validate)
                .isInstanceOf(TransientException.class)
                .hasMessage(
                        "Cannot read s3://waybill-processed-123456789012-treasury/_receipts/rates/rates-2026112016-5f1c09a2b3d4e5f6/"
                                + "delivery.json: Connection reset");
        batch.s3.fail(S3Exception.builder().statusCode(503).message("Slow Down").build());
        assertThatThrownBy(batch::validate).isInstanceOf(TransientException.class);
    }

    @Test
    void whatS3RefusesStays() {
        batch.s3.fail(
                S3Exception.builder().statusCode(403).message("Access Denied").build());
        assertThatThrownBy(batch::validate)
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("delivery.json: Access Denied");
    }
}
