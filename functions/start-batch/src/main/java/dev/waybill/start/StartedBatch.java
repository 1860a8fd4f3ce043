package dev.waybill.start;

/**
 * What became of one announced manifest.
 *
 * @param manifest its S3 location
 * @param outcome {@code started}, or {@code already_started} for a delivery that was announced before: nothing was done then
 */
public record StartedBatch(String manifest, String batch, String executionArn, String outcome) {
    static final String STARTED = "started";
    static final String ALREADY_STARTED = "already_started";
}
