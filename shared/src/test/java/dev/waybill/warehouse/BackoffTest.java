package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static long next(int number) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        for (int i = 1; i < number; i++) {
            backoff.next();
        }
        return backoff.next().toMillis();
    }

    @Test
    void theBoundDoublesUpToTheLongest() {
        assertThat(LongStream.range(0, 1000).map(i -> next(1))).allMatch(pause -> pause <= 100);
        assertThat(LongStream.range(0, 1000).map(i -> next(3))).allMatch(pause -> pause <= 400);
        assertThat(LongStream.range(0, 1000).map(i -> next(40))).allMatch(pause -> pause <= 5000);
    }

    @Test
    void thePausesAreSpreadOverAllThatTheBoundAllows() {
        assertThat(LongStream.range(0, 1000).map(i -> next(40)).boxed())
                .anyMatch(pause -> pause < 1000)
                .anyMatch(pause -> pause > 4000);
    }
}
