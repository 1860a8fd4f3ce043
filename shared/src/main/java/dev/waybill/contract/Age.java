package dev.waybill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waybill.text.Counted;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old something may be. Its text form is {@code 30 minutes}, {@code 1 hour} or {@code 2 days}. */
public record Age(int count, ChronoUnit unit) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5}) *(minute|hour|day)s?");

    @JsonCreator
    public static Age parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Invalid age: '" + text + "'. Write a number of minutes, hours or days, such as 2 hours");
        }
        return new Age(
                Integer.parseInt(matcher.group(1)),
                ChronoUnit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT) + "S"));
    }

    public Duration duration() {
        return Duration.of(count, unit);
    }

    @Override
    public String toString() {
        String plural = unit.toString().toLowerCase(Locale.ROOT);
        return count + " " + Counted.word(count, plural.substring(0, plural.length() - 1), plural);
    }
}
