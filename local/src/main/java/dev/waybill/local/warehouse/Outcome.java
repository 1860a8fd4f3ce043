package dev.waybill.local.warehouse;

import java.util.Optional;

/** How a statement ended. */
sealed interface Outcome {

    /**
     * It ran.
     *
     * @param rows that it returned or changed
     * @param result of a statement that returns rows, be they none
     */
    record Finished(long rows, Optional<ResultTable> result) implements Outcome {}

    /** The database's sentence, as the Data API hands it on. */
    record Failed(String error) implements Outcome {}

    /** Not reached, because a statement before it failed. */
    record Aborted() implements Outcome {}
}
