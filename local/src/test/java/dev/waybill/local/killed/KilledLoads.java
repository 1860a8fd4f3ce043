package dev.waybill.local.killed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** Loads datasets into a home, killing the process now and then; the moments follow its progress. */
final class KilledLoads {
    /** The start of the JVM, and that of S3, Spark and the warehouse. */
    private static final int STEPS_BEFORE = 2;

    private final Path folder;
    private final RandomGenerator random;
    private final Tally tally;
    private final Pace pace;

    /** Loads from a folder that the datasets were written to, and in which processes have their temporary files. */
    KilledLoads(Path folder, RandomGenerator random, Pace pace, Tally tally) {
        this.folder = folder;
        this.random = random;
        this.pace = pace;
        this.tally = tally;
    }

    /** Kills each command about as often as the others, the first one in its start, and runs each to its end. */
    void load(Path home, int kills) throws IOException, InterruptedException {
        int each = kills / Dataset.ALL.size();
        Dataset extra = Dataset.ALL.get(random.nextInt(Dataset.ALL.size()));
        for (Dataset dataset : Dataset.ALL) {
            load(home, dataset, each + (dataset.equals(extra) ? kills % Dataset.ALL.size() : 0));
        }
    }

    private void load(Path home, Dataset dataset, int kills) throws IOException, InterruptedException {
        int loaded = 0;
        for (int i = 0; i < kills; i++) {
            LoadProcess process = start(home, dataset);
            if (!kill(process, home, dataset, loaded)) {
                requireDone(process, dataset);
                return;
            }
            List<String> reports = process.reports();
            boolean end = reports.size() == dataset.hours().size();
            tally.killed(
                    end ? Place.END : Place.of(process.step(), home),
                    !Servers.on(home).isEmpty());
            loaded = Math.max(loaded, reports.size());
        }
        requireDone(start(home, dataset), dataset);
    }

    private LoadProcess start(Path home, Dataset dataset) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        return LoadProcess.start(home, temporary, dataset, folder, pace);
    }

    /** False if it ended before its moment came. */
    private boolean kill(LoadProcess process, Path home, Dataset dataset, int loaded) throws InterruptedException {
        int steps = STEPS_BEFORE + loaded + (dataset.hours().size() - loaded) * Step.IN_A_BATCH;
        boolean first = !Files.exists(home.resolve("lock"));
        int step = first ? STEPS_BEFORE - 1 : random.nextInt(steps);
        return process.awaitStep(step) && process.killAfter(pace.momentIn(process.step(), random));
    }

    private void requireDone(LoadProcess process, Dataset dataset) throws IOException, InterruptedException {
        assertThat(process.awaitEnd())
                .as("%s%n%s%n%s", tally, process.said(), process.reports())
                .isZero();
        List<String> reports = process.reports();
        assertThat(reports).hasSameSizeAs(dataset.hours());
        for (String report : reports) {
            JsonNode load = ReceiptJson.mapper().readTree(report);
            if (load.at("/outcome").asText().equals("loaded")
                    && load.at("/load/already_applied").asBoolean()) {
                tally.foundApplied();
            }
        }
    }
}
