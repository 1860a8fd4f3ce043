package dev.waybill.local.killed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code ./waybill load --json} as the launcher runs it, in a process of its own. */
final class LoadProcess {
    private static final int SIGKILLED = 128 + 9;
    private static final String ENDED = "";
    private static final Duration LONGEST_STEP = Duration.ofMinutes(5);

    private record Line(String text, long nanoTime) {}

    private final Process process;
    private final Path out;
    private final Pace pace;
    private final BlockingQueue<Line> progress = new LinkedBlockingQueue<>();
    private final List<String> said = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>(List.of(Step.JVM));
    private long stepBegan = System.nanoTime();
    private boolean ended;

    private LoadProcess(Process process, Path out, Pace pace) {
        this.process = process;
        this.out = out;
        this.pace = pace;
    }

    /**
     * Starts the command.
     *
     * @param temporary the process's folder of temporary files, to which PostgreSQL is unpacked
     * @param pace is told how long its steps take
     */
    static LoadProcess start(Path home, Path temporary, Dataset dataset, Path input, Pace pace) throws IOException {
        List<String> command = JavaCommand.waybill(
                List.of("-Djava.io.tmpdir=" + temporary),
                List.of(
                        "load",
                        "--home",
                        home.toString(),
                        "--json",
                        dataset.contractIn(input).toString(),
                        dataset.filesIn(input).toString()));
        Path out = Files.createTempFile(temporary.getParent(), "out", ".jsonl");
        LoadProcess started = new LoadProcess(
                new ProcessBuilder(command).redirectOutput(out.toFile()).start(), out, pace);
        Thread reader = new Thread(started::read, "progress");
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                progress.add(new Line(line, System.nanoTime()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what the process says", e);
        } finally {
            progress.add(new Line(ENDED, System.nanoTime()));
        }
    }

    /** Waits for the next line of progress; false if the process ended instead. */
    private boolean awaitLine() throws InterruptedException {
        if (!ended) {
            Line line = progress.poll(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS);
            assertThat(line)
                    .as("no progress for %s after%n%s", LONGEST_STEP, said())
                    .isNotNull();
            ended = line.text().equals(ENDED);
            if (!ended) {
                said.add(line.text());
            }
            Optional<Step> next = Step.announcedBy(line.text());
            if (ended || next.isPresent()) {
                pace.took(step(), Duration.ofNanos(line.nanoTime() - stepBegan));
                stepBegan = line.nanoTime();
            }
            next.ifPresent(steps::add);
        }
        return !ended;
    }

    /** Waits until it is in its step of this number, from 0; false if it ended before. */
    boolean awaitStep(int number) throws InterruptedException {
        while (steps.size() <= number) {
            if (!awaitLine()) {
                return false;
            }
        }
        return true;
    }

    /** What it is about, as far as was waited for. */
    Step step() {
        return steps.get(steps.size() - 1);
    }

    /** Kills it after a time; answers whether it was still there. */
    boolean killAfter(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
        }
        return awaitEnd() == SIGKILLED;
    }

    /** Waits until it has ended, by itself or not, and answers the exit code. */
    int awaitEnd() throws InterruptedException {
        while (awaitLine()) {
            // To the last line.
        }
        return process.waitFor();
    }

    /** The lines of progress that were waited for. */
    String said() {
        return String.join("\n", said);
    }

    /** The reports of the batches; the last line may be cut. */
    List<String> reports() throws IOException {
        return Files.readAllLines(out);
    }
}
