package dev.waybill.batch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a dataset's folders name their hour: {@code yyyy/MM/dd/HH}, {@code yyyy/MM/dd} for a daily dataset, or Hive style,
 * {@code year=yyyy/month=MM/day=dd/hour=HH}. Each path part holds one of {@code yyyy}, {@code MM}, {@code dd},
 * {@code HH}, in this order, optionally behind {@code name=}.
 */
public record Layout(String text) {
    private static final List<String> FIELDS = List.of("yyyy", "MM", "dd", "HH");
    private static final Pattern PART = Pattern.compile("(?:([a-z][a-z0-9_]*)=)?(yyyy|MM|dd|HH)");
    public static final Layout HOURLY = new Layout("yyyy/MM/dd/HH");

    public Layout {
        List<String> fields = parts(text).stream().map(Part::field).toList();
        if (!fields.equals(FIELDS) && !fields.equals(FIELDS.subList(0, 3))) {
            throw new IllegalArgumentException("Invalid layout: '" + text
                    + "'. Write yyyy/MM/dd/HH, yyyy/MM/dd, or year=yyyy/month=MM/day=dd/hour=HH");
        }
    }

    @JsonCreator
    public static Layout parse(String text) {
        return new Layout(text);
    }

    public boolean daily() {
        return parts(text).size() == 3;
    }

    /** When the hour is over, or the day of a daily dataset. */
    public LocalDateTime end(Hour hour) {
        return daily() ? hour.start().plusDays(1) : hour.start().plusHours(1);
    }

    /** How many path parts the layout has: 3 or 4. */
    public int depth() {
        return parts(text).size();
    }

    /** The folder of {@code hour}, with a slash at its end: {@code 2026/11/22/10/}. */
    public String format(Hour hour) {
        StringBuilder path = new StringBuilder();
        for (Part part : parts(text)) {
            path.append(part.prefix()).append(value(part.field(), hour)).append('/');
        }
        return path.toString();
    }

    /**
     * The names and values of the partition that a Glue crawler makes of this layout's folders: a Hive-style part has its
     * own name, any other is called {@code partition_0}, {@code partition_1}, … by its place.
     */
    public List<Map.Entry<String, String>> partition(Hour hour) {
        List<Map.Entry<String, String>> values = new ArrayList<>();
        List<Part> parts = parts(text);
        for (int i = 0; i < parts.size(); i++) {
            values.add(Map.entry(
                    parts.get(i).name().orElse("partition_" + i),
                    value(parts.get(i).field(), hour)));
        }
        return List.copyOf(values);
    }

    /** Reads the hour from a folder's path by its last parts; empty if they don't have this layout. */
    public Optional<Hour> hourAtEndOf(String folder) {
        List<Part> parts = parts(text);
        StringBuilder pattern = new StringBuilder("(?:^|.*/)");
        for (Part part : parts) {
            pattern.append(part.prefix())
                    .append(part.field().equals("yyyy") ? "(\\d{4})" : "(\\d{2})")
                    .append('/');
        }
        Matcher matcher = Pattern.compile(pattern.toString(), Pattern.DOTALL)
                .matcher(folder.endsWith("/") ? folder : folder + "/");
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int hour = daily() ? 0 : Integer.parseInt(matcher.group(4));
        try {
            return Optional.of(Hour.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)),
                    hour));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }

    private static String value(String field, Hour hour) {
        return switch (field) {
            case "yyyy" -> "%04d".formatted(hour.start().getYear());
            case "MM" -> "%02d".formatted(hour.start().getMonthValue());
            case "dd" -> "%02d".formatted(hour.start().getDayOfMonth());
            default -> "%02d".formatted(hour.start().getHour());
        };
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return List.of();
            }
            parts.add(new Part(Optional.ofNullable(matcher.group(1)), matcher.group(2)));
        }
        return parts;
    }

    private record Part(Optional<String> name, String field) {
        String prefix() {
            return name.map(n -> n + "=").orElse("");
        }
    }
}
