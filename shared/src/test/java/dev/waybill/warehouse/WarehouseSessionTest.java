package dev.waybill.warehouse;

import static dev.waybill.warehouse.ScriptedDataApi.ended;
import static dev.waybill.warehouse.ScriptedDataApi.failed;
import static dev.waybill.warehouse.ScriptedDataApi.finished;
import static dev.waybill.warehouse.ScriptedDataApi.lost;
import static dev.waybill.warehouse.ScriptedDataApi.page;
import static dev.waybill.warehouse.ScriptedDataApi.part;
import static dev.waybill.warehouse.ScriptedDataApi.partFailed;
import static dev.waybill.warehouse.ScriptedDataApi.refused;
import static dev.waybill.warehouse.ScriptedDataApi.running;
import static dev.waybill.warehouse.ScriptedDataApi.started;
import static dev.waybill.warehouse.ScriptedDataApi.startedTogether;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.redshiftdata.model.ActiveSessionsExceededException;
import software.amazon.awssdk.services.redshiftdata.model.ActiveStatementsExceededException;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.SqlParameter;
import software.amazon.awssdk.services.redshiftdata.model.StatementStatusString;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;
import software.amazon.awssdk.services.redshiftdata.model.ValidationException;

class WarehouseSessionTest {
    private static final SqlStatement COUNT = new SqlStatement("Count the orders", "SELECT count(*) FROM orders");
    private static final SqlStatement COPY = new SqlStatement("Stage the files", "COPY staging FROM …");
    private static final List<SqlStatement> APPLY = List.of(
            new SqlStatement("Delete the old", "DELETE FROM orders"),
            new SqlStatement("Insert the new", "INSERT INTO orders SELECT * FROM staging"));
    private final ScriptedDataApi api = new ScriptedDataApi();
    private final List<Duration> pauses = new ArrayList<>();
    private final WarehouseSettings settings =
            new WarehouseSettings(Optional.of("group"), Optional.empty(), Optional.of("secret"), "dev");
    private final RedshiftDataWarehouse warehouse = new RedshiftDataWarehouse(api, settings, pauses::add);
    private final WarehouseSession session =
            new WarehouseSession(api, new HandOver(settings, "waybill", Duration.ofMinutes(10)), pauses::add);

    private static List<Field> row(long number) {
        return List.of(Field.fromLongValue(number));
    }

    @Test
    void theAnswerIsReadPageByPageWhenTheStatementHasEnded() {
        api.answering(
                started("s1"),
                running(),
                running(),
                finished(true),
                page(List.of(row(1), row(2)), "next"),
                page(List.of(row(3)), ""));
        Rows rows = session.execute(COUNT);
        assertThat(rows).isEqualTo(new Rows(List.of(row(1), row(2), row(3))));
        assertThat(pauses).hasSize(2).allMatch(pause -> pause.toMillis() <= 5_000);
        assertThat(api.isThrough()).isTrue();
    }

    @Test
    void anAnswerThatIsTooLargeIsNotReadToItsEnd() {
        List<List<Field>> page = Collections.nCopies(25_001, row(1));
        api.answering(started("s1"), finished(true), page(page, "2"), page(page, "3"));
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "\"Count the orders\" returns more than 50000 rows. Ask for fewer: add LIMIT, or count them");
        assertThat(api.isThrough()).isTrue();
    }

    @Test
    void aStatementWithoutAnAnswerHasNoRows() {
        api.answeringDone();
        assertThat(session.execute(COUNT)).isEqualTo(new Rows(List.of()));
    }

    @Test
    void theFirstStatementNamesTheWarehouseAndAllOthersItsSession() {
        api.answeringDone().answeringDone().answering(startedTogether("session"), ended(StatusString.FINISHED));
        session.execute(COUNT, Map.of("hour", "2026-11-22 10:00:00"));
        session.execute(COUNT);
        session.executeTogether("Apply", APPLY);
        assertThat(api.executed)
                .containsExactly(
                        ExecuteStatementRequest.builder()
                                .sql("SELECT count(*) FROM orders")
                                .statementName("waybill")
                                .parameters(SqlParameter.builder()
                                        .name("hour")
                                        .value("2026-11-22 10:00:00")
                                        .build())
                                .workgroupName("group")
                                .secretArn("secret")
                                .database("dev")
                                .sessionKeepAliveSeconds(600)
                                .build(),
                        ExecuteStatementRequest.builder()
                                .sql("SELECT count(*) FROM orders")
                                .statementName("waybill")
                                .sessionId("session")
                                .build());
        assertThat(api.executedTogether).singleElement().satisfies(batch -> {
            assertThat(batch.sqls()).containsExactly("DELETE FROM orders", "INSERT INTO orders SELECT * FROM staging");
            assertThat(batch.sessionId()).isEqualTo("session");
            assertThat(batch.database()).isNull();
        });
    }

    @Test
    void aSessionOfALoadIsInItsQueueFromItsFirstStatementOn() {
        api.answeringDone().answeringDone();
        warehouse.open().execute(COUNT);
        assertThat(api.executed)
                .containsExactly(
                        ExecuteStatementRequest.builder()
                                .sql("SET query_group TO 'etl'")
                                .statementName("waybill")
                                .workgroupName("group")
                                .secretArn("secret")
                                .database("dev")
                                .sessionKeepAliveSeconds(600)
                                .build(),
                        ExecuteStatementRequest.builder()
                                .sql("SELECT count(*) FROM orders")
                                .statementName("waybill")
                                .sessionId("session")
                                .build());
    }

    @Test
    void withoutASessionEachStatementNamesTheWarehouse() {
        api.answeringDone().answeringDone();
        WarehouseSession sessionless = warehouse.sessionless();
        sessionless.execute(COUNT);
        sessionless.execute(COUNT);
        assertThat(api.executed).hasSize(2).allSatisfy(request -> {
            assertThat(request.sessionId()).isNull();
            assertThat(request.sessionKeepAliveSeconds()).isNull();
            assertThat(request.workgroupName()).isEqualTo("group");
        });
    }

    @Test
    void aStatementThatFailsInTheDatabaseIsTerminal() {
        api.answeringError("ERROR: relation \"orders\" does not exist\n");
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse failed at \"Count the orders\": ERROR: relation \"orders\" does not exist");
    }

    @Test
    void aConflictOfTransactionsIsTransient() {
        api.answeringError("ERROR: 1023\n  DETAIL: Serializable isolation violation on table - 142443");
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TransientException.class)
                .hasMessageStartingWith("The warehouse failed at \"Count the orders\": ERROR: 1023");
    }

    private void copyThatFails(String error) {
        api.answering(
                started("s1"),
                failed(error).toBuilder()
                        .createdAt(Instant.parse("2026-11-22T10:00:00.700Z"))
                        .build());
    }

    @Test
    void aCopyThatFailsSaysInWhichFileAndColumnAndNoValue() {
        copyThatFails("ERROR: Load into table 'waybill_staging' failed. Check 'sys_load_error_detail' system table.\n");
        api.answeringRows(List.of(List.of(
                Field.fromStringValue("s3://processed/a/part-0.parquet"),
                Field.fromStringValue("item"),
                Field.fromStringValue("int4"),
                Field.fromLongValue(1207L),
                Field.fromStringValue("Invalid digit, Value 'secret', Pos 0, Type: Integer"))));
        assertThatThrownBy(() -> session.copy(COPY))
                .isInstanceOf(TerminalException.class)
                .hasMessage("""
                        The warehouse failed at "Stage the files": ERROR: Load into table 'waybill_staging' failed. Check 'sys_load_error_detail' system table.
                          At fault: file s3://processed/a/part-0.parquet, column item (int4), error 1207: Invalid digit, Value …, Pos 0, Type: Integer""");
        assertThat(api.executed.get(1))
                .isEqualTo(ExecuteStatementRequest.builder()
                        .sql("""
                                SELECT TRIM(file_name), TRIM(column_name), TRIM(column_type), error_code, TRIM(error_message)
                                FROM sys_load_error_detail
                                WHERE session_id = pg_backend_pid() AND start_time >= CAST(:since AS timestamp)
                                ORDER BY start_time DESC
                                LIMIT 1""")
                        .statementName("waybill")
                        .parameters(SqlParameter.builder()
                                .name("since")
                                .value("2026-11-22 09:59:00")
                                .build())
                        .sessionId("s1")
                        .build());
    }

    @Test
    void aCopyThatFailsSaysWhatTheWarehouseKnows() {
        copyThatFails("ERROR: Spectrum Scan Error");
        api.answeringRows(List.of(List.of(
                Field.fromStringValue("s3://processed/a/part-0.parquet"),
                Field.fromStringValue(""),
                Field.fromIsNull(true),
                Field.fromLongValue(15001L),
                Field.fromStringValue(
                        "Multibyte character not supported for CHAR. Invalid char: e9 9b, see the file"))));
        assertThatThrownBy(() -> session.copy(COPY)).hasMessage("""
                The warehouse failed at "Stage the files": ERROR: Spectrum Scan Error
                  At fault: file s3://processed/a/part-0.parquet, error 15001: Multibyte character not supported for CHAR. Invalid char: …, see the file""");
    }

    @Test
    void whatTheErrorOfACopySaysAlreadyIsNotSaidTwice() {
        copyThatFails("ERROR: Spectrum Scan Error, code: 15007, context: Unmatched number of columns");
        api.answeringRows(List.of(List.of(
                Field.fromStringValue("s3://processed/a/part-0.parquet"),
                Field.fromStringValue("item"),
                Field.fromStringValue("varchar"),
                Field.fromLongValue(15007L),
                Field.fromStringValue("Unmatched number of columns"))));
        assertThatThrownBy(() -> session.copy(COPY)).hasMessage("""
                The warehouse failed at "Stage the files": ERROR: Spectrum Scan Error, code: 15007, context: Unmatched number of columns
                  At fault: file s3://processed/a/part-0.parquet, column item (varchar), error 15007""");
    }

    @Test
    void aCopyOfWhoseFailureTheWarehouseKnowsNothingHasItsErrorOnly() {
        copyThatFails("ERROR: S3ServiceException:Access Denied,Status 403");
        api.answeringRows(List.of());
        copyThatFails("ERROR: Manifest file is not in correct json format");
        api.answeringRows(List.of(List.of(
                Field.fromStringValue(""),
                Field.fromStringValue(""),
                Field.fromStringValue(""),
                Field.fromLongValue(15003L),
                Field.fromStringValue("Manifest file is not in correct json format"))));
        copyThatFails("ERROR: S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown");
        api.answeringError("ERROR: permission denied for relation sys_load_error_detail");
        assertThatThrownBy(() -> session.copy(COPY))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse failed at \"Stage the files\":"
                        + " ERROR: S3ServiceException:Access Denied,Status 403");
        assertThatThrownBy(() -> session.copy(COPY))
                .hasMessage("The warehouse failed at \"Stage the files\":"
                        + " ERROR: Manifest file is not in correct json format");
        assertThatThrownBy(() -> session.copy(COPY))
                .isInstanceOf(TransientException.class)
                .hasMessage("The warehouse failed at \"Stage the files\":"
                        + " ERROR: S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown");
    }

    @Test
    void aCopyThatEndsWellOrGetsLostIsAskedNoFurther() {
        api.answeringDone().answering(lost());
        session.copy(COPY);
        assertThatThrownBy(() -> session.copy(COPY))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot run \"Stage the files\": Connection reset");
        assertThat(api.isThrough()).isTrue();
    }

    @Test
    void aCancelledStatementIsTransient() {
        api.answering(started("s1"), ended(StatusString.ABORTED));
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TransientException.class)
                .hasMessage("\"Count the orders\" was cancelled in the warehouse");
    }

    @Test
    void aCallThatIsRefusedIsTerminal() {
        api.answering(refused(400, "AccessDeniedException", "no permission"));
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("Cannot run \"Count the orders\": no permission (Service: RedshiftData");
    }

    @Test
    void aLostConnectionAndAFaultOfTheServiceAreTransientAndNotHandedOverAgain() {
        api.answering(lost(), refused(500, "InternalServerException", "sorry"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> session.execute(COUNT))
                    .isInstanceOf(TransientException.class)
                    .hasMessageStartingWith("Cannot run \"Count the orders\": ");
        }
        assertThat(api.executed).hasSize(2);
    }

    @Test
    void aStatementThatTheServiceIsTooBusyForIsHandedOverAgain() {
        api.answering(
                throttled(),
                ActiveStatementsExceededException.builder().message("200 run").build(),
                ActiveSessionsExceededException.builder()
                        .message("500 are open")
                        .build(),
                started("s1"),
                finished(false));
        session.execute(COUNT);
        assertThat(api.executed).hasSize(4);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void aStatementThatTheServiceStaysTooBusyForIsTransient() {
        api.answeringAlways(throttled());
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TransientException.class)
                .hasMessageStartingWith("Cannot run \"Count the orders\": Rate exceeded (Service: RedshiftData");
        requireFiveMinutes();
    }

    private void requireFiveMinutes() {
        Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited)
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(5));
    }

    @Test
    void aSessionThatEndedBeforeItsTimeIsTransient() {
        api.answering(ValidationException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("RedshiftData")
                        .errorCode("ValidationException")
                        .errorMessage("Session is not available")
                        .build())
                .build());
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TransientException.class)
                .hasMessageStartingWith(
                        "Cannot run \"Count the orders\": Session is not available (Service: RedshiftData");
    }

    @Test
    void aTransactionThatGotNoConnectionHasTheReasonOfTheWhole() {
        SubStatementData unreached = SubStatementData.builder()
                .status(StatementStatusString.ABORTED)
                .error("Connection or an prior query failed.")
                .build();
        api.answering(
                startedTogether("s1"),
                ended(StatusString.FAILED, unreached, unreached).toBuilder()
                        .error("FATAL: database \"prod\" does not exist")
                        .build());
        assertThatThrownBy(() -> session.executeTogether("Apply", List.of(COUNT, COUNT)))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse failed at \"Apply\": FATAL: database \"prod\" does not exist");
    }

    @Test
    void aPollThatIsThrottledOrLostIsMadeAgainAndTheStatementIsNot() {
        api.answering(started("s1"), lost(), refused(503, "ServiceUnavailable", "sorry"), refusedAsExpired());
        for (int i = 0; i < 20; i++) {
            api.answering(throttled());
        }
        api.answering(running(), throttled(), finished(false));
        session.execute(COUNT);
        assertThat(api.executed).hasSize(1);
        assertThat(api.isThrough()).isTrue();
    }

    private static SdkException throttled() {
        return refused(400, "ThrottlingException", "Rate exceeded");
    }

    private static SdkException refusedAsExpired() {
        return refused(403, "ExpiredTokenException", "The security token included in the request is expired");
    }

    @Test
    void aPageOfTheAnswerThatIsThrottledOrLostIsReadAgain() {
        api.answering(
                started("s1"),
                finished(true),
                throttled(),
                page(List.of(row(1)), "next"),
                lost(),
                refused(500, "InternalServerException", "sorry"),
                page(List.of(row(2)), ""));
        assertThat(session.execute(COUNT)).isEqualTo(new Rows(List.of(row(1), row(2))));
    }

    @Test
    void onlyFiveMinutesWithoutAnyAnswerEndThePolling() {
        api.answering(started("s1"), running()).answeringAlways(lost());
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot run \"Count the orders\": Connection reset");
        requireFiveMinutes();
    }

    @Test
    void aPollThatIsRefusedIsNotMadeAgain() {
        api.answering(started("s1"), refused(400, "ResourceNotFoundException", "Query does not exist."));
        assertThatThrownBy(() -> session.execute(COUNT))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith(
                        "Cannot run \"Count the orders\": Query does not exist. (Service: RedshiftData");
        assertThat(pauses).isEmpty();
    }

    @Test
    void aTransactionAnswersTheRowsOfEachStatement() {
        api.answering(startedTogether("s1"), running(), ended(StatusString.FINISHED, part(3), part(4)));
        assertThat(session.executeTogether("Apply", APPLY)).containsExactly(3L, 4L);
    }

    @Test
    void aTransactionFailsByTheNameOfTheStatementThatFailed() {
        api.answering(
                startedTogether("s1"),
                ended(StatusString.FAILED, part(3), partFailed("ERROR: value too long for character type")));
        assertThatThrownBy(() -> session.executeTogether("Apply", APPLY))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse failed at \"Insert the new\", statement 2 of 2 of \"Apply\":"
                        + " ERROR: value too long for character type");
    }

    @Test
    void aTransactionThatFailsAsAWholeFailsByItsOwnName() {
        api.answering(startedTogether("s1"), failed("ERROR: deadlock detected"));
        assertThatThrownBy(() -> session.executeTogether("Apply", APPLY))
                .isInstanceOf(TransientException.class)
                .hasMessage("The warehouse failed at \"Apply\": ERROR: deadlock detected");
    }

    @Test
    void whatBecameOfATransactionIsUnknownIfTheHandOverGotLost() {
        api.answering(lost());
        assertThatThrownBy(() -> session.executeTogether("Apply", APPLY))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessage("The answer to \"Apply\" was lost (Connection reset): it may be committed."
                        + " Look into the ledger before doing it again");
    }

    @Test
    void whatBecameOfATransactionIsUnknownIfTheServiceFailedAtTheHandOver() {
        api.answering(refused(500, "BatchExecuteStatementException", "sorry"));
        assertThatThrownBy(() -> session.executeTogether("Apply", APPLY)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void whatBecameOfATransactionIsUnknownIfItsPollsAreAllLost() {
        api.answering(startedTogether("s1")).answeringAlways(lost());
        assertThatThrownBy(() -> session.executeTogether("Apply", APPLY)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void whatBecameOfATransactionIsUnknownIfTheServiceDoesNotKnowItOrRefusesToSay() {
        api.answering(
                startedTogether("s1"),
                refused(400, "ResourceNotFoundException", "Query does not exist."),
                startedTogether("s1"),
                refused(400, "AccessDeniedException", "no permission"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> session.executeTogether("Apply", APPLY))
                    .isInstanceOf(UnknownOutcomeException.class);
        }
    }

    @Test
    void aTransactionThatIsRefusedAtTheHandOverDidNotRun() {
        api.answering(refused(400, "ValidationException", "SQL too long"));
        assertThatThrownBy(() -> session.executeTogether("Apply", APPLY))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("Cannot run \"Apply\": SQL too long (Service: RedshiftData");
    }

    @Test
    void aTransactionThatIsThrottledAtTheHandOverDidNotRunAndIsHandedOverAgain() {
        api.answering(throttled(), startedTogether("s1"), ended(StatusString.FINISHED, part(3), part(4)));
        assertThat(session.executeTogether("Apply", APPLY)).containsExactly(3L, 4L);
    }

    @Test
    void aTransactionThatStaysThrottledAtTheHandOverDidNotRunAndMayBeTriedAgain() {
        api.answeringAlways(throttled());
        assertThatThrownBy(() -> session.executeTogether("Apply", APPLY))
                .isInstanceOf(TransientException.class)
                .hasMessageStartingWith("Cannot run \"Apply\": Rate exceeded (Service: RedshiftData");
    }
}
