package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.error.UnknownOutcomeException;
import dev.waybill.local.load.Schedule.Event;
import dev.waybill.receipt.LoadReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Runs the events of one schedule on a bad day, each until it ends in a verdict. */
final class ScheduleRun {
    private static final int MOST_RUNS = 100;

    private final Schedule schedule;
    private final BadDay day;
    private final Path folder;

    /** With a folder for what state machines keep. */
    ScheduleRun(Schedule schedule, BadDay day, Path folder) {
        this.schedule = schedule;
        this.day = day;
        this.folder = folder;
    }

    /** What an event came to, for the model. */
    private record Outcome(Event event, boolean isDone) {
        void addTo(Model model) {
            if (isDone && event.isUndo()) {
                model.undone.add(event.batch());
            } else if (isDone) {
                model.applied.add(event.batch());
            }
        }
    }

    /** Returns when all has ended, also what nobody waited for. */
    Model run(Random random, Executor threads) {
        Model model = new Model();
        for (List<Event> group : schedule.events()) {
            List<CompletableFuture<Outcome>> running = new ArrayList<>();
            for (Event event : group) {
                FaultyServices services = day.services(new Random(random.nextLong()));
                running.add(CompletableFuture.supplyAsync(() -> outcome(event, services), threads));
            }
            running.forEach(outcome -> outcome.join().addTo(model));
        }
        day.awaitEnd();
        return model;
    }

    private Outcome outcome(Event event, FaultyServices services) {
        Delivery delivery = event.batch().delivery();
        if (event.isUndo()) {
            return new Outcome(event, redriven(() -> undo(event.batch(), services)));
        }
        if (schedule.byStateMachine()) {
            byStateMachine(delivery, services);
            return new Outcome(event, true);
        }
        return new Outcome(event, redriven(() -> load(delivery, services)));
    }

    /** Runs it again, as a redrive does, until it ends in a verdict. */
    private static boolean redriven(BooleanSupplier run) {
        for (int i = 0; i < MOST_RUNS; i++) {
            try {
                return run.getAsBoolean();
            } catch (TransientException | UnknownOutcomeException | Died e) {
                // Redriven.
            }
        }
        throw new AssertionError("No verdict after " + MOST_RUNS + " runs");
    }

    private static boolean load(Delivery delivery, FaultyServices services) {
        LoadReceipt receipt = services.load(delivery.folders().deliveryReceipt());
        if (!receipt.accepted()) {
            assertThat(receipt.reasons()).singleElement().asString().contains(" was applied, and taken back at ");
        }
        return true;
    }

    private void byStateMachine(Delivery delivery, FaultyServices services) {
        try (LoadMachine machine = new LoadMachine(Files.createTempDirectory(folder, "machine"), services)) {
            machine.load(delivery, day.tally());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean undo(ConvertedBatch batch, FaultyServices services) {
        try {
            services.undoBatch().run(batch.contract(), batch.delivery().batch());
            return true;
        } catch (TerminalException e) {
            assertThat(e)
                    .hasMessageMatching("Cannot take .* back: (the ledger has no batch of that id.*"
                            + "|.* supersedes it. Take that batch back first"
                            + "|nothing of what it replaced was kept, by undo: off.*)");
            return false;
        }
    }
}
