package dev.waybill.local.pipeline;

/** What start-batch answered to the announcement of a manifest. */
public sealed interface Answer {

    /**
     * The delivery is a batch.
     *
     * @param before it had been announced before: nothing was started this time
     */
    record Started(String batch, String executionArn, boolean before) implements Answer {}

    /** The delivery can't be right; the message says why, and what to do. */
    record Refused(String message) implements Answer {}

    /** start-batch couldn't do its work; the announcement is made again. */
    record Failed(String message) implements Answer {}
}
