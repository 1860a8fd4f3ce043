package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class HourTest {
    @Test
    void itsTextIsReadBackAsItself() {
        Hour hour = Hour.parse("2026-11-22T10");
        assertThat(hour).hasToString("2026-11-22T10").isEqualTo(Hour.of(2026, 11, 22, 10));
        assertThat(hour.compact()).isEqualTo("2026112210");
        assertThat(hour.partitionPath()).isEqualTo("year=2026/month=11/day=22/hour=10/");
        assertThat(hour.instant()).hasToString("2026-11-22T10:00:00Z");
    }

    @Test
    void itIsAWholeHour() {
        assertThatThrownBy(() -> new Hour(LocalDateTime.of(2026, 11, 22, 10, 30)))
                .hasMessage("Invalid hour: 2026-11-22T10:30 is not the start of an hour");
        assertThatThrownBy(() -> Hour.parse("2026-11-22"))
                .hasMessage("Invalid hour: '2026-11-22'. Write it like 2026-11-22T10");
    }
}
