package dev.waybill.local.home;

import java.util.ArrayDeque;
import java.util.Deque;

/** Parts that were opened one after the other, to be closed the other way round. */
public final class OpenParts implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    /** Adds what closes a part that was opened after those before. */
    public void add(Runnable closing) {
        closings.push(closing);
    }

    /** Closes all parts, since the next one didn't open; answers its failure, with those of closing suppressed in it. */
    public RuntimeException closeAfter(RuntimeException failure) {
        while (!closings.isEmpty()) {
            try {
                closings.pop().run();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    /** Closes all parts, also those after one that fails, and throws its failure with later ones suppressed in it. */
    @Override
    public void close() {
        while (!closings.isEmpty()) {
            try {
                closings.pop().run();
            } catch (RuntimeException e) {
                throw closeAfter(e);
            }
        }
    }
}
