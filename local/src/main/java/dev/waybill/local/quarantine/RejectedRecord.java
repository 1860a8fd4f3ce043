package dev.waybill.local.quarantine;

import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.Optional;

/**
 * A row of the quarantine.
 *
 * @param position its place in the file: its first line for CSV and JSON Lines (from 1), else its ordinal number (from 1)
 * @param reasons column, value and rule, one each
 * @param raw the record as it came; what is no text in the file's encoding stands there as U+FFFD
 * @param rawBytes the record's bytes, where some are no text in the file's encoding
 */
public record RejectedRecord(
        S3Location file, long position, List<String> reasons, String raw, Optional<byte[]> rawBytes) {
    public RejectedRecord {
        reasons = List.copyOf(reasons);
    }
}
