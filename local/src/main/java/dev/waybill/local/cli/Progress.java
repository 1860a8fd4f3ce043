package dev.waybill.local.cli;

import dev.waybill.local.pipeline.PipelineListener;
import java.io.PrintWriter;
import java.util.Set;

/** Says what is going on: in one line that changes, on a terminal; in plain lines, and fewer of them, elsewhere. */
final class Progress implements PipelineListener {
    private static final Set<String> WORK = Set.of("CrawlSource", "ConvertBatch", "LoadBatch", "ValidateBatch");
    private static final String CLEAR_LINE = "\r\u001b[K";
    private final PrintWriter err;
    private final boolean terminal;

    Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** The launcher says whether standard error is a terminal: Java can't tell. */
    static Progress on(PrintWriter err) {
        return new Progress(err, Boolean.getBoolean("waybill.terminal"));
    }

    @Override
    public synchronized void entered(String executionName, String state) {
        if (terminal || WORK.contains(state)) {
            say(executionName + ": " + state);
        }
    }

    synchronized void say(String what) {
        if (terminal) {
            err.print(CLEAR_LINE + what);
            err.flush();
        } else {
            err.println(what);
        }
    }

    /** Leaves the terminal's line to what is printed next. */
    synchronized void pause() {
        if (terminal) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
