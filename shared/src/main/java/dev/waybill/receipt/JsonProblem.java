package dev.waybill.receipt;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with a document, for people: Jackson's own messages speak of its settings and of our classes. */
public final class JsonProblem {
    private static final Pattern MISSING = Pattern.compile(
            "Null value for creator property|Missing required creator property|Cannot map `null` into type");

    private JsonProblem() {}

    public static String of(JacksonException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            return place + e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
        }
        String field = field(mapping.getPath());
        if (e instanceof UnrecognizedPropertyException) {
            return field + " is an unknown field";
        }
        if (MISSING.matcher(e.getOriginalMessage()).lookingAt()) {
            return field + " is missing";
        }
        // What a value's own constructor says of it.
        return field + ": "
                + (e.getCause() instanceof IllegalArgumentException refusal
                        ? refusal.getMessage()
                        : e.getOriginalMessage());
    }

    /** {@code files[0].url}. */
    private static String field(List<Reference> path) {
        StringBuilder field = new StringBuilder();
        for (Reference part : path) {
            if (part.getFieldName() == null) {
                field.append('[').append(part.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(part.getFieldName());
            }
        }
        return field.toString();
    }
}
