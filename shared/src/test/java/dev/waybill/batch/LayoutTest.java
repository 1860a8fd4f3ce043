package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private static final Hour HOUR = Hour.of(2026, 11, 22, 9);

    @ParameterizedTest
    @CsvSource({
        "yyyy/MM/dd/HH, 2026/11/22/09/",
        "yyyy/MM/dd, 2026/11/22/",
        "year=yyyy/month=MM/day=dd/hour=HH, year=2026/month=11/day=22/hour=09/",
        "y=yyyy/MM/d=dd, y=2026/11/d=22/",
    })
    void itWritesAnHourAndReadsItBack(String layout, String folder) {
        Layout parsed = Layout.parse(layout);
        assertThat(parsed.format(HOUR)).isEqualTo(folder);
        Hour expected = parsed.daily() ? Hour.of(2026, 11, 22, 0) : HOUR;
        assertThat(parsed.hourAtEndOf("some/orders/" + folder)).contains(expected);
        assertThat(parsed.hourAtEndOf(folder.substring(0, folder.length() - 1))).contains(expected);
    }

    @Test
    void anHourIsOverAfterAnHourAndThatOfADailyDatasetAfterADay() {
        assertThat(Layout.HOURLY.end(HOUR)).isEqualTo("2026-11-22T10:00:00");
        assertThat(Layout.parse("yyyy/MM/dd").end(Hour.of(2026, 11, 30, 0))).isEqualTo("2026-12-01T00:00:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "orders", "2026/11/22", "2026/13/22/10", "2026/02/30/10", "2026/11/22/24", "12026/11/22/10"})
    void aFolderThatNamesNoHourHasNone(String folder) {
        assertThat(Layout.HOURLY.hourAtEndOf(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yyyy", "yyyy/dd/MM", "yyyy/MM/dd/HH/mm", "yyyy/MM/dd/HH/", "Year=yyyy/MM/dd", "yyyyMMdd"})
    void anythingElseIsRefusedWithWhatToWrite(String layout) {
        assertThatThrownBy(() -> Layout.parse(layout))
                .hasMessage("Invalid layout: '" + layout
                        + "'. Write yyyy/MM/dd/HH, yyyy/MM/dd, or year=yyyy/month=MM/day=dd/hour=HH");
    }

    @Test
    void partitionsAreNamedAsACrawlerNamesThem() {
        assertThat(Layout.HOURLY.partition(HOUR))
                .containsExactly(
                        Map.entry("partition_0", "2026"),
                        Map.entry("partition_1", "11"),
                        Map.entry("partition_2", "22"),
                        Map.entry("partition_3", "09"));
        assertThat(Layout.parse("year=yyyy/month=MM/day=dd").partition(HOUR))
                .containsExactly(Map.entry("year", "2026"), Map.entry("month", "11"), Map.entry("day", "22"));
    }
}
