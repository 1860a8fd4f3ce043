package dev.waybill.receipt;

import dev.waybill.contract.AddedColumn;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.stream.Stream;

/**
 * A conversion receipt in brief. A receipt grows with the batch's files, but a state of Step Functions holds 256 KiB.
 *
 * @param reasons at most ten, each cut to 300 characters
 * @param newColumns what was left out because the contract doesn't have it: at most ten names, then how many more
 * @param addedColumns what was added because the contract doesn't have it, in the same way
 * @param receipt where the whole receipt is
 */
public record ConversionSummary(
        boolean accepted,
        long read,
        long rejected,
        long superseded,
        long staged,
        List<String> reasons,
        List<String> newColumns,
        List<String> addedColumns,
        S3Location receipt) {
    private static final int MOST_REASONS = 10;
    private static final int LONGEST_REASON = 300;
    private static final int MOST_NAMES = 10;

    public ConversionSummary {
        reasons = List.copyOf(reasons);
        newColumns = List.copyOf(newColumns);
        addedColumns = List.copyOf(addedColumns);
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
                some(receipt.newColumns(), receipt.moreNewColumns().orElse(0)),
                some(receipt.addedColumns().stream().map(AddedColumn::name).toList(), 0),
                location);
    }

    private static List<String> some(List<String> names, long others) {
        if (names.size() <= MOST_NAMES) {
            return names;
        }
        long more = names.size() - MOST_NAMES + others;
        return Stream.concat(names.stream().limit(MOST_NAMES), Stream.of("… and " + more + " more"))
                .toList();
    }

    private static String cut(String reason) {
        return reason.codePointCount(0, reason.length()) <= LONGEST_REASON
                ? reason
                : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON)) + "…";
    }
}
