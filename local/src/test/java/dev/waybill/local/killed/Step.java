package dev.waybill.local.killed;

import java.util.Optional;

/** What a load is about, by its lines of progress. */
enum Step {
    JVM,
    START,
    DELIVERY,
    CRAWL,
    CONVERSION,
    LOAD,
    VALIDATION;

    /** How many there are from the delivery of a batch to its end. */
    static final int IN_A_BATCH = 5;

    /** Empty if the line is none of progress. */
    static Optional<Step> announcedBy(String line) {
        if (line.startsWith("Starting ")) {
            return Optional.of(START);
        }
        if (line.startsWith("Delivering ")) {
            return Optional.of(DELIVERY);
        }
        return switch (line.substring(line.indexOf(": ") + 1).strip()) {
            case "CrawlSource" -> Optional.of(CRAWL);
            case "ConvertBatch" -> Optional.of(CONVERSION);
            case "LoadBatch" -> Optional.of(LOAD);
            case "ValidateBatch" -> Optional.of(VALIDATION);
            default -> Optional.empty();
        };
    }
}
