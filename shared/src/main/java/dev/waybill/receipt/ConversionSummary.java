package dev.waybill.receipt;

import dev.waybill.s3.S3Location;
import java.util.List;

/**
 * A conversion receipt in brief. A receipt grows with the batch's files, but a state of Step Functions holds 256 KiB.
 *
 * @param reasons at most ten, each cut to 300 characters
 * @param receipt where the whole receipt is
 */
public record ConversionSummary(
        boolean accepted,
        long read,
        long rejected,
        long superseded,
        long staged,
        List<String> reasons,
        S3Location receipt) {
    private static final int MOST_REASONS = 10;
    private static final int LONGEST_REASON = 300;

    public ConversionSummary {
        reasons = List.copyOf(reasons);
    }

    public static ConversionSummary of(ConversionReceipt receipt, S3Location location) {
        return new ConversionSummary(
                receipt.accepted(),
                receipt.read(),
                receipt.rejected(),
                receipt.superseded(),
                receipt.staged(),
                receipt.reasons().stream()
                        .limit(MOST_REASONS)
                        .map(ConversionSummary::cut)
                        .toList(),
                location);
    }

    private static String cut(String reason) {
        return reason.codePointCount(0, reason.length()) <= LONGEST_REASON
                ? reason
                : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON)) + "…";
    }
}
