package dev.waybill.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path into a JSON or XML record: {@code a.b[0].c}. A part that holds a dot, a bracket or a space is written in double
 * quotes, {@code a."b.c"}; an XML attribute is {@code "@name"} or {@code @name}. A leading {@code $.}, as JSONPath writes
 * the record itself, is read and left out.
 */
public record FieldPath(List<Step> steps) {
    /** The name in the only step of the path {@code .}: an XML record's own text. No element can have this name. */
    public static final String SELF = ".";

    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

    public FieldPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("Invalid path: it is empty");
        }
    }

    /** One step down: to the field of a name, or to an element of a list. */
    public sealed interface Step {
        record Field(String name) implements Step {
            @Override
            public String toString() {
                return name.matches("[^.\\[\\]\"\\s]+") ? name : '"' + name + '"';
            }
        }

        /** An element of a list, counted from 0. */
        record Element(int index) implements Step {
            /** All elements, which only the path of a list of records may mean: see {@link RecordsPath}. */
            static final int EVERY = -1;

            @Override
            public String toString() {
                return "[" + index + "]";
            }
        }
    }

    /** Reads a path; throws {@link IllegalArgumentException} that says where it stops making sense. */
    public static FieldPath parse(String text) {
        return new FieldPath(steps(text, INDEX));
    }

    /** The steps of a path whose indexes look like {@code index}; a star is the index {@link Step.Element#EVERY}. */
    static List<Step> steps(String text, Pattern index) {
        List<Step> steps = new ArrayList<>();
        int at = start(text);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '[') {
                int end = text.indexOf(']', at);
                String number = end < 0 ? "" : text.substring(at + 1, end).strip();
                if (!index.matcher(number).matches()) {
                    throw invalid(text, at, "expected a number in brackets, such as [0]");
                }
                steps.add(new Step.Element(number.equals("*") ? Step.Element.EVERY : Integer.parseInt(number)));
                at = end + 1;
            } else {
                if (!steps.isEmpty()) {
                    if (c != '.') {
                        throw invalid(text, at, "expected . or [");
                    }
                    at++;
                }
                at = field(text, at, steps);
            }
        }
        return steps;
    }

    /**
     * Reads a path into an XML record, where an element of a name is counted once, an attribute is the end, and {@code .}
     * is the record's own text.
     */
    static FieldPath parseXml(String text) {
        if (text.equals(SELF)) {
            return new FieldPath(List.of(new Step.Field(SELF)));
        }
        FieldPath path = parse(text);
        boolean afterName = false;
        for (int i = 0; i < path.steps().size(); i++) {
            Step step = path.steps().get(i);
            if (step instanceof Step.Element && !afterName) {
                throw new IllegalArgumentException(
                        "Invalid path: '" + text + "': in XML, an index follows a name, such as price[0]");
            }
            afterName = step instanceof Step.Field;
            if (step instanceof Step.Field field
                    && field.name().startsWith("@")
                    && i + 1 < path.steps().size()) {
                throw new IllegalArgumentException(
                        "Invalid path: '" + text + "': nothing lies below the attribute " + field.name());
            }
        }
        return path;
    }

    private static int start(String text) {
        if (text.startsWith("$.")) {
            return 2;
        }
        return text.equals("$") || text.startsWith("$[") ? 1 : 0;
    }

    private static int field(String text, int start, List<Step> steps) {
        if (start < text.length() && text.charAt(start) == '"') {
            int end = text.indexOf('"', start + 1);
            if (end <= start + 1) {
                throw invalid(text, start, "the quoted name has no end or is empty");
            }
            steps.add(new Step.Field(text.substring(start + 1, end)));
            return end + 1;
        }
        int end = start;
        while (end < text.length() && ".[]\"".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String name = text.substring(start, end);
        if (name.isBlank()) {
            throw invalid(text, start, "expected a name");
        }
        steps.add(new Step.Field(name));
        return end;
    }

    private static IllegalArgumentException invalid(String text, int at, String problem) {
        return new IllegalArgumentException("Invalid path: '" + text + "' at character " + (at + 1) + ": " + problem);
    }

    @Override
    public String toString() {
        String text = text(steps);
        return text.startsWith(".") ? text.substring(1) : text;
    }

    /** The steps as they follow others. */
    static String text(List<Step> steps) {
        return steps.stream()
                .map(step -> step instanceof Step.Element ? step.toString() : "." + step)
                .collect(Collectors.joining());
    }
}
