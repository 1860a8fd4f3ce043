package dev.waybill.local.glue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/**
 * The predicate of GetPartitions, as far as Waybill pushes it down: {@code year='2026' AND month='11'}, one value for each
 * partition key. Anything else is refused, because it couldn't be answered without looking at every partition.
 */
record PartitionExpression(Map<String, String> equal) {
    private static final Pattern COMPARISON = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*'([^']*)'\\s*");

    static PartitionExpression parse(String text) {
        Map<String, String> equal = new LinkedHashMap<>();
        for (String comparison : text.split("(?i)\\bAND\\b", -1)) {
            Matcher matcher = COMPARISON.matcher(comparison);
            if (!matcher.matches()) {
                throw invalid("Unsupported expression: '" + comparison.strip() + "' is not of the form key='value'");
            }
            equal.put(matcher.group(1), matcher.group(2));
        }
        return new PartitionExpression(equal);
    }

    /** The values in the order of the table's partition keys. */
    List<String> values(List<String> keys) {
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            String value = equal.get(key);
            if (value == null) {
                throw invalid("Unsupported expression: it has no value for the partition key '" + key + "'");
            }
            values.add(value);
        }
        if (equal.size() != keys.size()) {
            throw invalid("Unknown partition key in the expression: the table has " + keys);
        }
        return values;
    }

    private static InvalidInputException invalid(String message) {
        return InvalidInputException.builder().message(message).build();
    }
}
