package dev.waybill.validate;

import static dev.waybill.validate.FakeWarehouse.NULL;
import static dev.waybill.validate.FakeWarehouse.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Check;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Check.Range;
import dev.waybill.contract.Check.Sql;
import dev.waybill.contract.Check.Unique;
import dev.waybill.contract.Severity;
import dev.waybill.contract.Share;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.warehouse.CheckResultTable;
import dev.waybill.warehouse.ExampleSql;
import dev.waybill.warehouse.MeasureSql;
import dev.waybill.warehouse.SqlStatement;
import dev.waybill.warehouse.ValidationSql;
import java.io.IOException;
import java.util.Arrays;
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
    private static final Unique KEYS = new Unique(List.of("currency", "rate_date"));
    private static final Range BID_RANGE = new Range("bid", Optional.of("0"), Optional.empty());
    private static final Check[] CHECKS = {
        KEYS,
        new NotNull("currency", Share.ALL),
        new NotNull("rate_date", Share.ALL),
        new NotNull("bid", Share.ALL),
        new NotNull("unit", Share.ALL),
        new NotNull("published_at", Share.ALL),
        new NotNull("ask", Share.parse("90%")),
        BID_RANGE,
        BIDS
    };

    /** The rates, loaded as they should be. */
    @BeforeEach
    void aBatchThatIsAsItShouldBe() throws IOException {
        batch = LoadedBatch.of("rates");
        batch.warehouse.answer(LEDGER, 12, 12, 1, 1, 10, 1, 6, 3, 0, NULL);
        measured(9, 0, 0, 0, 0, true);
        batch.warehouse.answer(LATER, 0, 0);
        batch.loaded(1, 6, 3, List.of(new Refreshed("treasury.latest_rate_date", Optional.empty())));
    }

    private void measured(
            long rows, long repeatedKeys, long nullBids, long nullAsks, long bidsBelowZero, Object answer) {
        batch.warehouse.answer(
                batch.measure(CHECKS), rows, repeatedKeys, 0, 0, nullBids, 0, 0, nullAsks, bidsBelowZero, answer);
    }

    private void examples(Check check, String... keys) {
        batch.kept(position(check), keys);
    }

    /** After the seven results of the ledger and the counts. */
    private static int position(Check check) {
        return 8 + List.of(CHECKS).indexOf(check);
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
        return CheckResult.of(name, Severity.FAIL, expected, actual, true);
    }

    private static CheckResult failed(String name, String expected, String actual, String... examples) {
        return new CheckResult(name, Severity.FAIL, expected, actual, false, List.of(examples));
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
    void theWarehouseIsAskedAsOftenHoweverManyChecksThereAre() {
        batch.validate();
        assertThat(batch.warehouse.statements())
                .containsExactly(LEDGER.sql(), batch.measure(CHECKS).sql(), LATER.sql());
        Map<String, String> thisBatch =
                Map.of("batch_id", batch.delivery.batch().toString());
        assertThat(batch.warehouse.parameters(0)).isEqualTo(thisBatch);
        assertThat(batch.warehouse.parameters(1)).isEmpty();
        assertThat(batch.warehouse.parameters(2)).isEqualTo(thisBatch);
    }

    @Test
    void whatTheChecksFoundIsKeptInTheWarehouseAndNothingElseIsChanged() {
        Verdict verdict = batch.validate();
        assertThat(batch.warehouse.changes()).isEqualTo(changes(verdict, Optional.empty()));
    }

    private static List<String> changes(Verdict verdict, Optional<SqlStatement> examples) {
        return CheckResultTable.replace(verdict, examples).stream()
                .map(SqlStatement::sql)
                .toList();
    }

    @Test
    void resultsThatMeetAConflictAreKeptByAnotherAttemptAndNotMeasuredAgain() {
        for (int i = 0; i < 5; i++) {
            batch.warehouse.failNextChange("ERROR: 1023 DETAIL: Serializable isolation violation on table - 142443");
        }
        Verdict verdict = batch.validate();
        assertThat(batch.warehouse.changes()).isEqualTo(changes(verdict, Optional.empty()));
        assertThat(batch.warehouse.statements()).hasSize(3);
    }

    @Test
    void aConflictThatStaysMayPassLater() {
        for (int i = 0; i < 6; i++) {
            batch.warehouse.failNextChange("ERROR: 1023 DETAIL: Serializable isolation violation on table - 142443");
        }
        assertThatThrownBy(batch::validate).isInstanceOf(TransientException.class);
        assertThat(batch.warehouse.changes()).isEmpty();
        assertThat(batch.s3.text(batch.delivery.folders().validationReceipt())).isEmpty();
    }

    @Test
    void whetherTheResultsWereKeptMayBeUnknownSinceTheyCanBeKeptAgain() {
        batch.warehouse.loseChanges(SdkClientException.create("Connection reset"));
        assertThatThrownBy(batch::validate)
                .isInstanceOf(TransientException.class)
                .hasMessage(
                        "The answer to \"Keep the results of the checks of rates-2026112016-5f1c09a2b3d4e5f6\" was lost."
                                + " Do it again");
        assertThat(batch.s3.text(batch.delivery.folders().validationReceipt())).isEmpty();
    }

    @Test
    void aBatchThatIsValidatedAgainHasTheSameVerdict() {
        assertThat(batch.validate()).isEqualTo(batch.validate());
    }

    @Test
    void countsThatComeAsTextAreCountsToo() {
        batch.warehouse.answer(LEDGER, "12", "12", "1", "1", "10", "1", "6", "3", "0", NULL);
        batch.warehouse.answer(batch.measure(CHECKS), "9", "0", "0", "0", "0", "0", "0", "0", "0", true);
        batch.warehouse.answer(LATER, "0", "0");
        assertThat(failures()).isEmpty();
    }

    @Test
    void aBatchThatTheLedgerLacksIsNotValid() {
        batch.warehouse.answerRows(LEDGER, List.of());
        assertThat(failures()).containsExactly(failed("the ledger has the batch once", "1 row", "0 rows"));
    }

    @Test
    void aBatchThatTheLedgerHasTwiceIsNotValid() {
        List<Field> once = row(12, 12, 1, 1, 10, 1, 6, 3, 0, NULL);
        batch.warehouse.answerRows(LEDGER, List.of(once, once));
        assertThat(failures()).containsExactly(failed("the ledger has the batch once", "1 row", "2 rows"));
    }

    @Test
    void aLedgerThatContradictsTheReceiptsIsReportedWithBoth() {
        batch.warehouse.answer(LEDGER, 12, 12, 2, 1, 9, 0, 6, 3, 0, NULL);
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
        batch.warehouse.answer(LEDGER, 13, 12, 1, 0, 10, 0, 6, 3, 0, NULL);
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
        batch.warehouse.answer(LEDGER, NULL, 12, 1, 1, 10, 1, 6, 3, 0, NULL);
        assertThat(batch.validate().checks())
                .map(CheckResult::name)
                .doesNotContain("as many records were read as the manifest declares");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9  | 0 | 0 | 9 rows                                                           | true
            8  | 0 | 0 | 9 rows                                                           | false
            10 | 0 | 0 | 9 rows                                                           | false
            8  | 1 | 0 | at most 9 rows, since 1 later batch may have replaced some       | true
            9  | 2 | 0 | at most 9 rows, since 2 later batches may have replaced some     | true
            10 | 2 | 0 | at most 9 rows, since 2 later batches may have replaced some     | false
            10 | 2 | 1 | at most 10 rows, since 1 batch was taken back or superseded      | true
            11 | 0 | 2 | at most 10 rows, since 2 batches were taken back or superseded   | false
            """)
    void theTableHasTheBatchsRowsUnlessLaterBatchesReplacedSome(
            long rows, long laterBatches, long takenBack, String expected, boolean passed) {
        measured(rows, 0, 0, 0, 0, true);
        batch.warehouse.answer(LATER, laterBatches, takenBack);
        String name = "the table has the rows that the batch inserted and updated";
        assertThat(result(name)).isEqualTo(CheckResult.of(name, Severity.FAIL, expected, rows + " rows", passed));
    }

    @Test
    void aBatchThatWasTakenBackMeanwhileIsNotValid() {
        batch.warehouse.answer(LEDGER, 12, 12, 1, 1, 10, 1, 6, 3, 0, "2026-11-22 12:00:00");
        assertThat(result("the batch counts"))
                .isEqualTo(CheckResult.of(
                        "the batch counts",
                        Severity.FAIL,
                        "yes",
                        "no, it was taken back at 2026-11-22 12:00:00",
                        false));
    }

    @ParameterizedTest
    @CsvSource({"10, 9, true", "10, 8, false", "100000, 90000, true", "100000, 89999, false", "0, 0, true"})
    void aShareOfValuesIsComparedWithoutRounding(long rows, long asks, boolean passed) {
        measured(rows, 0, 0, rows - asks, 0, true);
        batch.examples(List.of());
        String name = "ask is not null in at least 90% of the batch's rows";
        assertThat(result(name))
                .isEqualTo(CheckResult.of(name, Severity.FAIL, "at least 90%", asks + " of " + rows + " rows", passed));
    }

    @Test
    void whatBreaksAColumnsChecksIsReportedWithExamples() {
        measured(9, 0, 1, 0, 2, true);
        batch.examples(List.of(
                row(position(new NotNull("bid", Share.ALL)), "currency=EUR, rate_date=2026-11-20"),
                row(position(BID_RANGE), "currency=JPY, rate_date=2026-11-20\ncurrency=USD, rate_date=2026-11-20")));
        assertThat(failures())
                .containsExactly(
                        failed("bid is not null", "all rows", "8 of 9 rows", "currency=EUR, rate_date=2026-11-20"),
                        failed(
                                "bid is at least 0",
                                "0 rows outside",
                                "2 rows outside",
                                "currency=JPY, rate_date=2026-11-20",
                                "currency=USD, rate_date=2026-11-20"));
        assertThat(batch.warehouse.statements()).hasSize(4);
        assertThat(batch.warehouse.parameters(3))
                .isEqualTo(Map.of(
                        "dataset", "rates", "batch_id", batch.delivery.batch().toString()));
    }

    @Test
    void theWarehouseLooksForExamplesItselfSoThatNoValueOfARowStandsInItsQueryHistory() {
        measured(9, 0, 0, 0, 2, true);
        examples(BID_RANGE, "currency=JPY, rate_date=2026-11-20");
        Verdict verdict = batch.validate();
        assertThat(batch.warehouse.changes())
                .isEqualTo(changes(
                        verdict,
                        Optional.of(new ExampleSql(batch.contract, batch.delivery.batch())
                                .examples(Map.of(position(BID_RANGE), BID_RANGE)))))
                .noneMatch(sql -> sql.contains("JPY"));
    }

    @Test
    void aCheckThatDoesNotHoldIsReportedEvenIfThereAreNoExamples() {
        measured(9, 0, 0, 0, 2, true);
        batch.warehouse.failNextChange("ERROR: the query string is too long");
        Verdict verdict = batch.validate();
        assertThat(verdict.failed(Severity.FAIL))
                .containsExactly(failed("bid is at least 0", "0 rows outside", "2 rows outside"));
        assertThat(batch.warehouse.changes()).isEqualTo(changes(verdict, Optional.empty()));
    }

    @Test
    void aKeyThatTheTableHasTwiceIsReported() {
        measured(9, 1, 0, 0, 0, true);
        examples(KEYS, "currency=EUR, rate_date=2026-11-20");
        assertThat(failures())
                .containsExactly(failed(
                        "no two rows agree in currency, rate_date",
                        "0 repeated",
                        "1 repeated",
                        "currency=EUR, rate_date=2026-11-20"));
    }

    @Test
    void aQueryOfTheContractThatReturnsFalseIsReported() {
        measured(9, 0, 0, 0, 0, false);
        assertThat(failures()).containsExactly(failed("nobody sells below the bid", "true", "false"));
    }

    @Test
    void aQueryOfTheContractThatReturnsNoBooleanIsReportedWithoutWhatItReturned() {
        measured(9, 0, 0, 0, 0, NULL);
        assertThat(failures()).containsExactly(failed("nobody sells below the bid", "true", "no row, or NULL"));
        measured(9, 0, 0, 0, 0, "a@b.c");
        assertThat(failures())
                .containsExactly(failed("nobody sells below the bid", "true", "one row that is no boolean"));
    }

    /** Answers to each half that is asked when the warehouse refuses them all; the last one is the query alone. */
    private void refusedForTheQuery() {
        batch.warehouse.fail(batch.measure(CHECKS), "ERROR: more than one row returned by a subquery");
        batch.warehouse.answer(batch.measure(), 9);
        batch.warehouse.answer(batch.measure(Arrays.copyOfRange(CHECKS, 0, 4)), 9, 0, 0, 0, 0);
        batch.warehouse.fail(batch.measure(Arrays.copyOfRange(CHECKS, 4, 9)), "ERROR: more than one row");
        batch.warehouse.answer(batch.measure(Arrays.copyOfRange(CHECKS, 4, 6)), 9, 0, 0);
        batch.warehouse.fail(batch.measure(Arrays.copyOfRange(CHECKS, 6, 9)), "ERROR: more than one row");
        batch.warehouse.answer(batch.measure(Arrays.copyOfRange(CHECKS, 6, 7)), 9, 0);
        batch.warehouse.fail(batch.measure(Arrays.copyOfRange(CHECKS, 7, 9)), "ERROR: more than one row");
        batch.warehouse.answer(batch.measure(BID_RANGE), 9, 0);
        batch.warehouse.fail(batch.measure(BIDS), "ERROR: more than one row");
    }

    @Test
    void aQueryOfTheContractThatReturnsMoreIsFoundAmongTheChecksAndReportedWithoutWhatItReturned() {
        refusedForTheQuery();
        batch.warehouse.answerRows(MeasureSql.ask(BIDS), List.of(row(true), row(true)));
        assertThat(failures()).containsExactly(failed("nobody sells below the bid", "true", "2 rows"));
        batch.warehouse.answer(MeasureSql.ask(BIDS), true, "EUR");
        assertThat(result("nobody sells below the bid").actual()).isEqualTo("one row that is no boolean");
        batch.warehouse.answerRows(MeasureSql.ask(BIDS), List.of());
        assertThat(result("nobody sells below the bid").actual()).isEqualTo("no row");
    }

    @Test
    void aQueryOfTheContractThatIsRightByItselfHolds() {
        refusedForTheQuery();
        batch.warehouse.answer(MeasureSql.ask(BIDS), true);
        assertThat(failures()).isEmpty();
        assertThat(result("nobody sells below the bid"))
                .isEqualTo(passed("nobody sells below the bid", "true", "true"));
    }

    @Test
    void aLongErrorIsCutTo300Characters() {
        refusedForTheQuery();
        batch.warehouse.fail(MeasureSql.ask(BIDS), "E".repeat(65_000));
        String begin = "The warehouse failed at \"nobody sells below the bid\": ";
        assertThat(failures())
                .containsExactly(
                        failed("nobody sells below the bid", "true", begin + "E".repeat(299 - begin.length()) + "…"));
    }

    @Test
    void anErrorOfTheWarehouseIsReportedWithoutTheValuesInIt() {
        refusedForTheQuery();
        batch.warehouse.fail(
                MeasureSql.ask(BIDS), "ERROR: Invalid digit, Value 'a', Pos 0 code: 1207 context: a@b.c query: 12");
        assertThat(failures())
                .containsExactly(failed(
                        "nobody sells below the bid",
                        "true",
                        "The warehouse failed at \"nobody sells below the bid\":"
                                + " ERROR: Invalid digit, Value …, Pos 0 code: 1207 context: … query: 12"));
    }

    @Test
    void aQueryOfTheContractThatTheWarehouseRefusesIsReportedWithTheError() {
        refusedForTheQuery();
        batch.warehouse.fail(MeasureSql.ask(BIDS), "ERROR: column \"ask\" does not exist in rates");
        assertThat(failures())
                .containsExactly(failed(
                        "nobody sells below the bid",
                        "true",
                        "The warehouse failed at \"nobody sells below the bid\":"
                                + " ERROR: column \"ask\" does not exist in rates"));
    }

    @Test
    void aQueryOfTheContractThatMeetsAConflictMayBeAskedAgain() {
        batch.warehouse.fail(batch.measure(CHECKS), "ERROR: 1023 DETAIL: Serializable isolation violation on table");
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
    void aTargetThatCannotBeReadIsNoVerdict() {
        batch.warehouse.fail(batch.measure(CHECKS), "ERROR: permission denied for relation rates");
        batch.warehouse.fail(batch.measure(), "ERROR: permission denied for relation rates");
        assertThatThrownBy(batch::validate)
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "The warehouse failed at \"Count the batch's rows\": ERROR: permission denied for relation rates");
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
