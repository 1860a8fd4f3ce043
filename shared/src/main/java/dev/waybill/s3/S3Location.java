package dev.waybill.s3;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An object or, when the key ends in {@code /}, a folder in S3. Its text form is {@code s3://bucket/key}, which
 * {@link #parse} reads back.
 *
 * <p>It deliberately does not normalise: {@code s3://b/a/../c} is refused, because S3 would take it literally while most
 * readers would not.
 */
public record S3Location(String bucket, String key) {
    private static final String SCHEME = "s3://";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    public S3Location {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("Invalid S3 bucket: '" + bucket + "'");
        }
        Objects.requireNonNull(key, "key");
        if (key.startsWith("/") || key.contains("//")) {
            throw new IllegalArgumentException("Invalid S3 key: '" + key + "' has an empty path part");
        }
        for (String part : key.split("/", -1)) {
            if (part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("Invalid S3 key: '" + key + "' has the path part '" + part + "'");
            }
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Invalid S3 key: it has a control character");
        }
    }

    /** Reads {@code s3://bucket/key}; throws {@link IllegalArgumentException} that names the text. */
    @JsonCreator
    public static S3Location parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException("Invalid S3 location: '" + text + "' does not begin with s3://");
        }
        String rest = text.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        return slash < 0
                ? new S3Location(rest, "")
                : new S3Location(rest.substring(0, slash), rest.substring(slash + 1));
    }

    /** The object or folder below this folder; {@code relative} must stay below it. */
    public S3Location resolve(String relative) {
        if (!isFolder()) {
            throw new IllegalArgumentException("Cannot resolve '" + relative + "': " + this + " is not a folder");
        }
        return new S3Location(bucket, key + relative);
    }

    /** The folder that this object lies in. */
    public S3Location folder() {
        return new S3Location(bucket, key.substring(0, key.lastIndexOf('/') + 1));
    }

    /** What follows the last slash; empty for a folder. */
    public String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    public boolean isFolder() {
        return key.isEmpty() || key.endsWith("/");
    }

    public boolean isInside(S3Location folder) {
        return folder.isFolder() && bucket.equals(folder.bucket) && key.startsWith(folder.key) && !equals(folder);
    }

    @JsonValue
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
