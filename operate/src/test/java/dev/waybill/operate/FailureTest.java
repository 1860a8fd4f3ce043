package dev.waybill.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
    private static final String TRACE = "SparkException: Task 0 failed: DiskErrorException: no room"
            + "\\n\\tat org.apache.Disk.check(Disk.java:5)\\n\\nDriver stacktrace:";

    @Test
    void theSentenceOfACauseIsThatOfTheJobRunOrOfTheFunction() {
        assertThat(Failure.sentence("{\"ErrorMessage\": \"The warehouse failed\"}"))
                .isEqualTo("The warehouse failed");
        assertThat(Failure.sentence("{\"errorMessage\": \"S3 failed\"}")).isEqualTo("S3 failed");
        assertThat(Failure.sentence("It was stopped")).isEqualTo("It was stopped");
    }

    @Test
    void theTraceOfATaskIsNoSentence() {
        assertThat(Failure.sentence("{\"ErrorMessage\": \"" + TRACE + "\"}"))
                .isEqualTo("SparkException: Task 0 failed: DiskErrorException: no room");
    }
}
