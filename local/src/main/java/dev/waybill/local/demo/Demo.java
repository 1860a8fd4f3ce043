package dev.waybill.local.demo;

import dev.waybill.local.home.Home;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.PipelineListener;
import dev.waybill.local.pipeline.PipelineSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the tour in a home of its own. */
public final class Demo {
    private final Home home;
    private final Path datasets;

    /**
     * Prepares a tour.
     *
     * @param home without anything in it yet
     * @param datasets the folder of the sample contracts and files
     */
    public Demo(Home home, Path datasets) {
        this.home = home;
        this.datasets = datasets;
    }

    /** Runs the tour; false if a promise was broken. */
    public boolean run(PrintWriter out) {
        long started = System.nanoTime();
        TourPrinter printer = new TourPrinter(out);
        CrashAfterCommit crash = new CrashAfterCommit();
        Samples samples = new Samples(datasets);
        List<Promise> promises;
        try (LocalPipeline pipeline = new LocalPipeline(home, PipelineSetup.TO_LOAD, PipelineListener.NONE, crash)) {
            promises = new Tour(pipeline, samples, crash, printer).run();
        }
        Duration time = Duration.ofNanos(System.nanoTime() - started);
        long kept = promises.stream().filter(Promise::kept).count();
        printer.say("");
        printer.say("%d of %d promises kept, in %d s".formatted(kept, promises.size(), time.toSeconds()));
        return kept == promises.size();
    }
}
