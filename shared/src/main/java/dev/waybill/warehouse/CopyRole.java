package dev.waybill.warehouse;

import java.util.regex.Pattern;

/** The IAM role that COPY reads S3 with: an ARN, or the warehouse's default role. */
public record CopyRole(String text) {
    private static final String DEFAULT = "default";
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[A-Za-z0-9+=,.@_/-]{1,576}");
    private static final Pattern SAFE = Pattern.compile("s3://[a-z0-9.-]+/[A-Za-z0-9=._/-]+");

    public CopyRole {
        if (!text.equals(DEFAULT) && !ARN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "Invalid copy role: '" + text + "' is neither an IAM role's ARN nor default");
        }
    }

    /** As COPY takes it: it can't be a bound parameter. */
    String sql() {
        return text.equals(DEFAULT) ? text : "'" + text + "'";
    }

    /** A location that can stand in a literal: COPY takes no parameters. */
    static String requireSafe(String location) {
        if (!SAFE.matcher(location).matches()) {
            throw new IllegalArgumentException("Invalid location for COPY: '" + location + "'");
        }
        return location;
    }
}
