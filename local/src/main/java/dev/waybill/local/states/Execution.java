package dev.waybill.local.states;

import java.time.Instant;
import java.util.function.UnaryOperator;

/** One execution: its latest document, which is on disk before anyone can see it here. */
final class Execution {
    private final ExecutionFiles files;
    private ExecutionDocument document;

    private Execution(ExecutionFiles files, ExecutionDocument document) {
        this.files = files;
        this.document = document;
    }

    static Execution saved(ExecutionFiles files, ExecutionDocument document) {
        files.save(document);
        return new Execution(files, document);
    }

    static Execution read(ExecutionFiles files, ExecutionDocument document) {
        return new Execution(files, document);
    }

    synchronized ExecutionDocument document() {
        return document;
    }

    /** Whether it runs since this redrive: one that was stopped and redriven since belongs to another thread. */
    synchronized boolean runs(int redrive) {
        return document.running() && document.redrives() == redrive;
    }

    /**
     * Changes the document, if the execution still {@link #runs}.
     *
     * @return whether it did
     */
    synchronized boolean change(int redrive, UnaryOperator<ExecutionDocument> change) {
        if (!runs(redrive)) {
            return false;
        }
        replace(change.apply(document));
        return true;
    }

    /** Makes an ended execution run again; false if it runs or succeeded. */
    synchronized boolean redrive() {
        switch (document.status()) {
            case FAILED, ABORTED, TIMED_OUT -> {
                replace(document.redriven(Instant.now()));
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    synchronized void awaitEnd() throws InterruptedException {
        while (document.running()) {
            wait();
        }
    }

    private void replace(ExecutionDocument next) {
        files.save(next);
        document = next;
        notifyAll();
    }
}
