package dev.waybill.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Notation;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without a formatter is what a formatter would read. */
class TimeParserTest {
    private static final String CHARACTERS = "0123456789-:. TZ+/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uuuu-MM-dd",
                "dd.MM.yyyy",
                "uuuuMMdd",
                "MM/dd/uuuu HH:mm",
                "uuuu-MM-dd HH:mm:ss",
                "uuuu-MM-dd'T'HH:mm:ss.SSS",
                "dd.MM.uuuu HH:mm:ss.SSSSSSSSS",
                "HH:mm dd-MM-uuuu"
            })
    void aPatternOfDigitsReadsWhatItsFormatterReads(String pattern) {
        assertThat(DigitPattern.of(pattern)).isPresent();
        // An optional nothing, and only the formatter reads it.
        String byFormatter = pattern + "[]";
        assertThat(DigitPattern.of(byFormatter)).isEmpty();
        DateTimeFormatter writer = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = perhapsDamaged(writer.format(time(random)), random);
            assertThat(timestamp(text, List.of(pattern))).as(text).isEqualTo(timestamp(text, List.of(byFormatter)));
        }
    }

    @Test
    void aTimeInIso8601IsReadAsItsFormatterReadsIt() {
        Random random = new Random(8);
        String[] patterns = {
            "uuuu-MM-dd'T'HH:mm:ss",
            "uuuu-MM-dd'T'HH:mm:ss.S",
            "uuuu-MM-dd'T'HH:mm:ss.SSSSSS",
            "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'",
            "uuuu-MM-dd'T'HH:mm:ss'Z'",
            "uuuu-MM-dd'T'HH:mm",
            "uuuu-MM-dd'T'HH:mm:ss'+02:00'"
        };
        for (int i = 0; i < 50_000; i++) {
            String written = DateTimeFormatter.ofPattern(patterns[random.nextInt(patterns.length)])
                    .format(time(random));
            assertThat(timestamp(written.replace('T', ' '), List.of()))
                    .as(written)
                    .isEqualTo(timestamp(written, List.of()));
            String text = perhapsDamaged(written, random);
            // Only the formatter takes the small letter.
            assertThat(timestamp(text, List.of())).as(text).isEqualTo(timestamp(text.replace('T', 't'), List.of()));
        }
    }

    @Test
    void aDayThatThereIsNotIsAFaultHoweverItIsWritten() {
        for (String text : List.of("2026-02-29", "2026-02-29 10:00:00", "2026-04-31T10:00:00Z", "2026-13-01")) {
            assertThat(timestamp(text, List.of())).isEmpty();
        }
        assertThat(timestamp("29.02.2026", List.of("dd.MM.uuuu"))).isEmpty();
        assertThat(timestamp("29.02.2028", List.of("dd.MM.uuuu"))).contains(Instant.parse("2028-02-28T23:00:00Z"));
    }

    private static LocalDateTime time(Random random) {
        return LocalDateTime.of(
                random.nextInt(10) == 0 ? random.nextInt(10_000) : 1900 + random.nextInt(200),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1_000_000_000));
    }

    private static String perhapsDamaged(String text, Random random) {
        int at = random.nextInt(text.length());
        char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at) + c + text.substring(at + 1);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + c + text.substring(at);
            default -> text;
        };
    }

    /** The instant; empty for a fault. */
    private static Optional<Object> timestamp(String text, List<String> formats) {
        Notation notation = new Notation(formats, ZoneId.of("Europe/Berlin"), Optional.empty(), Optional.empty());
        try {
            return Optional.of(new TimeParser(ColumnType.Simple.TIMESTAMP, notation).timestamp(text));
        } catch (ValueFaultException e) {
            return Optional.empty();
        }
    }
}
