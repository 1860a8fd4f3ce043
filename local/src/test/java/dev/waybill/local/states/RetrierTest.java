package dev.waybill.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrierTest {
    private static Retrier retrier(boolean fullJitter) {
        return new Retrier(
                new ErrorNames(List.of("Busy")),
                Duration.ofSeconds(5),
                2,
                Optional.of(Duration.ofSeconds(60)),
                fullJitter,
                100);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 10", "2, 20", "3, 40", "4, 60", "5, 60", "99, 60"})
    void theDelayDoublesUpToItsCap(int retry, long seconds) {
        assertThat(retrier(false).delay(retry, new Random(1))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 5000", "3, 40000", "9, 60000"})
    void fullJitterSpreadsOverTheWholeDelay(int retry, long millis) {
        Random random = new Random(1);
        LongSummaryStatistics delays = IntStream.range(0, 1000)
                .mapToLong(i -> retrier(true).delay(retry, random).toMillis())
                .summaryStatistics();
        assertThat(delays.getMin()).isBetween(0L, millis / 50);
        assertThat(delays.getMax()).isBetween(millis - millis / 50, millis);
        assertThat(delays.getAverage()).isBetween(millis * 0.45, millis * 0.55);
    }

    @Test
    void theSameSeedGivesTheSameDelays() {
        assertThat(retrier(true).delay(2, new Random(7)))
                .isEqualTo(retrier(true).delay(2, new Random(7)));
    }
}
