package dev.waybill.local.cli;

import dev.waybill.operate.Failure;
import java.util.List;

/** What the shell is told. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int REJECTED = 3;

    private ExitCode() {}

    /** Of batches that were run: rejected only if nothing worse became of any. */
    static int of(List<Failure> failures) {
        if (failures.isEmpty()) {
            return DONE;
        }
        return failures.stream().allMatch(Failure::isVerdict) ? REJECTED : FAILED;
    }
}
