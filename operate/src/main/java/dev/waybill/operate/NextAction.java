package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What to do about a batch that isn't in the table: a sentence that ends with the command to type. */
final class NextAction {
    private NextAction() {}

    static String of(BatchId batch, Failure failure, Commands commands) {
        String replay = commands.of("replay", batch);
        if (failure.isVerdict()) {
            return verdict(batch, failure, commands);
        }
        if (failure.status() == ExecutionStatus.ABORTED) {
            return "Run it again: " + replay;
        }
        if (failure.status() == ExecutionStatus.TIMED_OUT) {
            return "See what it waited for, then run it again: " + replay;
        }
        return Optional.of(failure.state().orElse(""))
                        .map(state -> switch (state) {
                            case "CrawlFailed", "CrawlTooSlow", "CrawlSource", "GetCrawl" ->
                                "Look at the crawler, then run it again: ";
                            case "ConvertBatch" ->
                                "Remove the cause; if the batch is too big for its workers, give it more. Then: ";
                            case "LoadBatch" ->
                                "Remove the cause, then run it again, which first asks the ledger whether it committed: ";
                            case "ValidateBatch" ->
                                "The batch is in the table, but isn't validated. Remove the cause, then validate it: ";
                            case "PublishLoaded", "AnnounceLoaded" ->
                                "All is loaded and valid; only nobody was told. To announce it: ";
                            default -> "Remove the cause, then run it again: ";
                        })
                        .orElseThrow()
                + replay;
    }

    private static String verdict(BatchId batch, Failure failure, Commands commands) {
        String replay = commands.of("replay", batch);
        if (failure.cause().startsWith("ValidateBatch")) {
            return "The batch is in the table. Take it back (" + commands.of("undo", batch)
                    + "), or deliver a correction, or correct the check: " + replay;
        }
        if (failure.cause().startsWith("LoadBatch")) {
            return "The table is as it was. Do what the reason says, then: " + replay;
        }
        return "The table is as it was. See the rejected rows (" + commands.of("quarantine", "show", batch)
                + "), correct the files and deliver them again, or correct the contract and: " + replay;
    }
}
