package dev.waybill.local.states;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution: its latest document, which is on disk before anyone can see it here. That of an earlier process is read when it
 * is asked for.
 */
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final ExecutionFiles files;
    private ExecutionHead head;
    private @Nullable ExecutionDocument document;

    private Execution(ExecutionFiles files, ExecutionHead head, @Nullable ExecutionDocument document) {
        this.files = files;
        this.head = head;
        this.document = document;
    }

    static Execution saved(ExecutionFiles files, ExecutionDocument document) {
        files.save(document);
        return new Execution(files, ExecutionHead.of(document), document);
    }

    /** One that an earlier process left. */
    static Execution left(ExecutionFiles files, ExecutionHead head) {
        return new Execution(files, head, null);
    }

    synchronized ExecutionHead head() {
        return head;
    }

    synchronized ExecutionDocument document() {
        if (document == null) {
            document = files.read(head.name());
        }
        return document;
    }

    /** Whether it runs since this redrive: one that was stopped and redriven since belongs to another thread. */
    synchronized boolean runs(int redrive) {
        return head.running() && head.redrives() == redrive;
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
        replace(change.apply(document()));
        return true;
    }

    /**
     * Ends the execution; in this process only, where its end can't be written: who waits for it must not wait forever. The next
     * process finds it running, and so interrupted.
     */
    synchronized void end(int redrive, UnaryOperator<ExecutionDocument> change) {
        try {
            change(redrive, change);
        } catch (UncheckedIOException e) {
            LOG.error("The end of {} isn't on disk", head().name(), e);
            if (runs(redrive)) {
                take(change.apply(document()));
            }
        }
    }

    /** Makes an ended execution run again; false if it runs or succeeded. */
    synchronized boolean redrive() {
        switch (head.status()) {
            case FAILED, ABORTED, TIMED_OUT -> {
                replace(document().redriven(Instant.now()));
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    synchronized void awaitEnd() throws InterruptedException {
        while (head.running()) {
            wait();
        }
    }

    private void replace(ExecutionDocument next) {
        files.save(next);
        take(next);
    }

    private void take(ExecutionDocument next) {
        head = ExecutionHead.of(next);
        document = next;
        notifyAll();
    }
}
