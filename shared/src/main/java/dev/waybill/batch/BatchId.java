package dev.waybill.batch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.waybill.contract.DatasetName;
import dev.waybill.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of one batch, such as {@code earthquakes-2018020100-5f1c09a2b3d4e5f6}: dataset, hour, and a digest of the
 * delivery's content identity. The same delivery has the same id however often it is announced; it is also the name of
 * the batch's first execution, which is how a second announcement finds it taken.
 *
 * <p>Safe in a path, in an execution name (at most 80 characters) and in SQL.
 */
public record BatchId(String value) {
    /** How much of the dataset a {@link #rerun} has at most. */
    public static final int LONGEST_IN_RERUN = 40;

    private static final int DIGEST_AND_HOUR = 1 + 10 + 1 + 16;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,49}-[0-9]{10}-[0-9a-f]{16}");

    public BatchId {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Invalid batch id: '" + value + "'. It looks like orders-2026112210-0123456789abcdef");
        }
    }

    @JsonCreator
    public static BatchId parse(String value) {
        return new BatchId(value);
    }

    /**
     * The id of the delivery with this content.
     *
     * @param contentIdentity the parts of {@link ContentIdentity}
     */
    public static BatchId of(DatasetName dataset, Hour hour, List<String> contentIdentity) {
        return new BatchId(dataset + "-" + hour.compact() + "-" + digest(contentIdentity));
    }

    /**
     * The name of a later execution of this batch, such as {@code earthquakes-2018020100-5f1c09a2b3d4e5f6-2}: the first one
     * has the batch's own. The dataset is cut so that it fits the 80 characters of an execution's name.
     *
     * @param number from 1
     */
    public String rerun(int number) {
        String dataset = dataset().toString();
        return dataset.substring(0, Math.min(dataset.length(), LONGEST_IN_RERUN)) + value.substring(dataset.length())
                + "-" + number;
    }

    public DatasetName dataset() {
        return DatasetName.of(value.substring(0, value.length() - DIGEST_AND_HOUR));
    }

    public Hour hour() {
        return Hour.ofCompact(value.substring(value.length() - DIGEST_AND_HOUR + 1, value.length() - 17));
    }

    private static String digest(List<String> parts) {
        MessageDigest sha256 = Sha256.begin();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // The length goes first, so that ("ab", "c") and ("a", "bc") differ.
            sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            sha256.update(bytes);
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
