package dev.waybill.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.BatchId;
import dev.waybill.error.TransientException;
import dev.waybill.s3.S3Location;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class WriteReportTest {
    private static final BatchId BATCH = BatchId.parse("orders-2026112607-0123456789abcdef");
    private static final BatchId WRONG = BatchId.parse("orders-2026112607-fedcba9876543210");
    private static final Instant STOPPED = Instant.parse("2026-11-26T08:05:00Z");
    private static final S3Location REPORT =
            S3Location.parse("s3://processed-shop/_reports/orders/orders-2026112607-0123456789abcdef.html");

    private final FakeDeployment deployment = new FakeDeployment();
    private final WriteReport writeReport =
            new WriteReport(deployment.deployment(), InstantSource.fixed(Instant.parse("2026-11-26T09:00:00Z")));

    @Test
    void thePageLiesBesideTheReceiptsAndIsForBrowsers() {
        deployment.executed(BATCH.toString(), ExecutionStatus.SUCCEEDED).applied(BATCH, "");
        assertThat(writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED)).isEqualTo(REPORT);
        assertThat(deployment.contentType(REPORT)).isEqualTo("text/html; charset=utf-8");
        assertThat(deployment.text(REPORT))
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<h1>orders, 2026-11-26 07:00 UTC</h1>",
                        "<li>read 7 = rejected 1 + superseded 1 + staged 5</li>",
                        "WHERE \"id\" = '…'");
    }

    @Test
    void writtenAgainItIsTheSame() {
        deployment.executed(BATCH.toString(), ExecutionStatus.SUCCEEDED).applied(BATCH, "");
        writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED);
        String first = deployment.text(REPORT);
        writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED);
        assertThat(deployment.text(REPORT)).isEqualTo(first);
    }

    @Test
    void theReportOfTheBatchThatItTakesThePlaceOfSaysSo() {
        deployment
                .executed(BATCH.toString(), ExecutionStatus.SUCCEEDED)
                .applied(BATCH, WRONG.toString())
                .corrected(WRONG, BATCH);
        writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED);
        assertThat(deployment.text(REPORT)).contains("It took the place of <a href=\"./" + WRONG + ".html\">");
        assertThat(deployment.text(S3Location.parse("s3://processed-shop/_reports/orders/" + WRONG + ".html")))
                .contains("Another batch took its place: <a href=\"./" + BATCH + ".html\">");
    }

    @Test
    void aRejectedBatchHasAReportToo() {
        deployment.executed(BATCH.toString(), ExecutionStatus.FAILED);
        writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED);
        assertThat(deployment.text(REPORT)).contains("Nothing of it is in the table.");
    }

    @Test
    void anExecutionThatStepFunctionsStillCallsRunningIsAskedForAgain() {
        deployment.executed(BATCH.toString(), ExecutionStatus.RUNNING);
        assertThatThrownBy(() -> writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot report on " + BATCH + ": Step Functions doesn't say yet that its execution " + BATCH
                        + " has ended. Its answers lag behind; ask again");
        assertThat(deployment.has(REPORT)).isFalse();
    }

    @Test
    void oneThatRunsSinceItWasRedrivenIsNoReasonToWait() {
        deployment
                .executed(BATCH.toString(), ExecutionStatus.RUNNING)
                .redriven(BATCH.toString(), STOPPED.plusSeconds(60));
        assertThat(writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED)).isEqualTo(REPORT);
    }

    @Test
    void anExecutionThatStepFunctionsDoesNotKnowYetIsAskedForAgain() {
        deployment.executed(BATCH.toString(), ExecutionStatus.FAILED);
        assertThatThrownBy(() -> writeReport.afterExecution(BATCH, BATCH.rerun(1), STOPPED))
                .isInstanceOf(TransientException.class)
                .hasMessageEndingWith("Its answers lag behind; ask again");
        assertThat(deployment.has(REPORT)).isFalse();
    }

    @Test
    void oneThatSomebodyStartedUnderAnotherNameIsNotWaitedFor() {
        deployment.executed(BATCH.toString(), ExecutionStatus.SUCCEEDED);
        assertThat(writeReport.afterExecution(BATCH, "by-hand", STOPPED)).isEqualTo(REPORT);
    }

    @Test
    void whetherItHasEndedIsReadFromTheAnswerThatThePageShows() {
        deployment.executed(BATCH.toString(), ExecutionStatus.SUCCEEDED);
        writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED);
        assertThat(deployment.described()).containsExactly(BATCH.toString(), BATCH.rerun(1));
    }

    @Test
    void aLaterExecutionThatRunsIsNoReasonToWait() {
        deployment.executed(BATCH.toString(), ExecutionStatus.FAILED).executed(BATCH.rerun(1), ExecutionStatus.RUNNING);
        assertThat(writeReport.afterExecution(BATCH, BATCH.toString(), STOPPED)).isEqualTo(REPORT);
    }

    @Test
    void aBatchOfAnUnknownDatasetHasNone() {
        assertThatThrownBy(() -> writeReport.afterExecution(
                        BatchId.parse("unheard-2026112607-0123456789abcdef"),
                        "unheard-2026112607-0123456789abcdef",
                        STOPPED))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageStartingWith("Unknown dataset unheard: ");
    }
}
