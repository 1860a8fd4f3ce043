package dev.waybill.operate.page;

import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchState;
import dev.waybill.operate.ExecutionOverview;
import dev.waybill.operate.Failure;
import java.util.Locale;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** A word about how something is, with a colour and a sign: neither says anything that the word doesn't. */
record Badge(Kind kind, String text) {

    enum Kind {
        GOOD("✓"),
        WARN("!"),
        BAD("✕"),
        BUSY("…"),
        QUIET("–");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /** The name of its class in the style sheet. */
        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Badge of(BatchState state) {
        Kind kind = switch (state) {
            case LOADED -> Kind.GOOD;
            case RUNNING -> Kind.BUSY;
            case REJECTED, FAILED -> Kind.BAD;
            case UNDONE, CORRECTED -> Kind.QUIET;
        };
        return new Badge(kind, state == BatchState.UNDONE ? "taken back" : state.toString());
    }

    /** How an execution ended; a verdict about the data is no failure of the machines. */
    static Badge of(ExecutionOverview execution) {
        if (execution.failure().filter(Failure::isVerdict).isPresent()) {
            return new Badge(Kind.BAD, "rejected");
        }
        ExecutionStatus status = execution.execution().status();
        Kind kind = switch (status) {
            case SUCCEEDED -> Kind.GOOD;
            case RUNNING, PENDING_REDRIVE -> Kind.BUSY;
            default -> Kind.BAD;
        };
        return new Badge(kind, status.toString().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** Whether a batch that was applied counts. */
    static Badge of(AppliedBatch batch) {
        if (batch.undoneAt().isPresent()) {
            return new Badge(Kind.QUIET, "taken back");
        }
        return batch.supersededBy().isPresent() ? new Badge(Kind.QUIET, "corrected") : new Badge(Kind.GOOD, "counts");
    }
}
