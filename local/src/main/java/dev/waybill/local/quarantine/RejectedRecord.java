package dev.waybill.local.quarantine;

import dev.waybill.s3.S3Location;
import java.util.List;

/**
 * A row of the quarantine.
 *
 * @param position its place in the file: its first line for CSV and JSON Lines (from 1), else its ordinal number (from 1)
 * @param reasons column, value and rule, one each
 * @param raw the record as it came; what is no text in the file's encoding stands there as U+FFFD
 */
public record RejectedRecord(S3Location file, long position, List<String> reasons, String raw) {
    public RejectedRecord {
        reasons = List.copyOf(reasons);
    }
}
