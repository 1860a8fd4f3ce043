package dev.waybill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of one stream of files. At most 50 characters, so that a batch id (name, hour, digest) fits the 80 characters
 * that Step Functions allows for an execution name.
 */
public record DatasetName(String value) implements Comparable<DatasetName> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    public DatasetName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("Invalid dataset name: '" + value
                    + "'. Use lower-case letters, digits and _, beginning with a letter, at most 50 characters");
        }
    }

    @JsonCreator
    public static DatasetName of(String value) {
        return new DatasetName(value);
    }

    @Override
    public int compareTo(DatasetName other) {
        return value.compareTo(other.value);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
