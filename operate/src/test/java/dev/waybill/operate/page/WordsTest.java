package dev.waybill.operate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Hour;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-26T09:00:00Z | just now
            2026-11-26T08:59:01Z | just now
            2026-11-26T08:59:00Z | 1 minute ago
            2026-11-26T07:00:01Z | 119 minutes ago
            2026-11-26T07:00:00Z | 2 hours ago
            2026-11-24T09:00:01Z | 47 hours ago
            2026-11-24T09:00:00Z | 2 days ago
            2024-11-26T09:00:00Z | 2 years ago
            2018-02-07T01:00:00Z | 8 years ago
            2026-11-26T10:30:00Z | in 90 minutes
            2026-12-03T08:00:00Z | in 6 days
            """)
    void saysHowLongAgoOrAheadInWholeUnits(Instant time, String words) {
        assertThat(Words.ago(time, NOW)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S      | < 0.01 s
            PT0.009S  | < 0.01 s
            PT0.954S  | 0.95 s
            PT9.999S  | 10.00 s
            PT12.9S   | 12 s
            PT3M5S    | 3 min 5 s
            PT2H4M59S | 2 h 4 min
            PT30H     | 30 h 0 min
            """)
    void saysHowLongItTook(Duration took, String words) {
        assertThat(Words.took(took)).isEqualTo(words);
    }

    @Test
    void writesNumbersAndTimesTheSameEverywhere() {
        assertThat(Words.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(Words.time(Instant.parse("2026-11-22T10:00:05.999Z"))).isEqualTo("2026-11-22 10:00:05 UTC");
        assertThat(Words.hour(Hour.of(2026, 11, 22, 10))).isEqualTo("2026-11-22 10:00 UTC");
    }
}
