package dev.waybill.local.load;

import dev.waybill.error.WaybillException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What those who are gone have left to be done: it begins at once, or after some more calls of those who came after them. How it
 * ends, nobody hears.
 */
final class Outliving {
    private static final int MOST_CALLS = 60;

    private final Executor threads;
    private final List<Late> late = new ArrayList<>();
    private final List<CompletableFuture<Void>> begun = new ArrayList<>();

    /** Work that begins when so many more calls were made. */
    private record Late(Runnable work, int calls) {}

    Outliving(Executor threads) {
        this.threads = threads;
    }

    synchronized void leave(Runnable work, Random random) {
        if (random.nextBoolean()) {
            begin(work);
        } else {
            late.add(new Late(work, random.nextInt(MOST_CALLS)));
        }
    }

    synchronized void passACall() {
        List<Late> left = List.copyOf(late);
        late.clear();
        for (Late each : left) {
            if (each.calls() == 0) {
                begin(each.work());
            } else {
                late.add(new Late(each.work(), each.calls() - 1));
            }
        }
    }

    /** Returns when all is done that was left, and what that left in turn. */
    void awaitEnd() {
        for (List<CompletableFuture<Void>> running = beginAll(); !running.isEmpty(); running = beginAll()) {
            running.forEach(CompletableFuture::join);
        }
    }

    private synchronized List<CompletableFuture<Void>> beginAll() {
        late.forEach(each -> begin(each.work()));
        late.clear();
        List<CompletableFuture<Void>> running = List.copyOf(begun);
        begun.clear();
        return running;
    }

    private void begin(Runnable work) {
        begun.add(CompletableFuture.runAsync(() -> unheard(work), threads));
    }

    private static void unheard(Runnable work) {
        try {
            work.run();
        } catch (SdkException | WaybillException | Died e) {
            // Whoever would hear of it is gone.
        }
    }
}
