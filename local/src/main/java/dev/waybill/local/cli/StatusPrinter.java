package dev.waybill.local.cli;

import dev.waybill.local.text.Ages;
import dev.waybill.local.text.TextTable;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.PipelineStatus;
import dev.waybill.operate.PipelineStatus.DatasetStatus;
import dev.waybill.operate.PipelineStatus.Failed;
import dev.waybill.operate.PipelineStatus.Running;
import dev.waybill.text.Counted;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows people how a pipeline is doing. */
final class StatusPrinter {
    private final PrintWriter out;

    StatusPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(PipelineStatus status) {
        datasets(status);
        status.problems().forEach(problem -> out.println("\n" + problem));
        if (!status.running().isEmpty()) {
            out.println();
            out.println("On its way");
            TextTable table = new TextTable(List.of("execution", "in", "since"));
            for (Running running : status.running()) {
                table.add(List.of(
                        running.execution(), running.state().orElse(""), Ages.ago(running.startedAt(), status.at())));
            }
            table.print(out, "");
            more(
                    status.moreRunning(),
                    status.running().size(),
                    Counted.word(status.moreRunning(), "on its way", "on their way"));
        }
        for (Failed failed : status.failed()) {
            out.println();
            out.println(failed.execution() + ": " + (failed.failure().isVerdict() ? "rejected " : "failed ")
                    + Ages.ago(failed.at(), status.at()));
            out.println("  " + failed.failure().toString().replace("\n", "\n  "));
            failed.action().ifPresent(action -> out.println("  " + action));
        }
        if (status.moreFailed() > 0) {
            out.println();
            more(status.moreFailed(), status.failed().size(), "that failed before those");
        }
        if (status.running().isEmpty() && status.failed().isEmpty() && status.moreFailed() == 0) {
            out.println();
            out.println("Nothing runs, and nothing failed in the last 7 days.");
        }
    }

    private void more(long count, long shown, String which) {
        if (count > 0) {
            out.println("%,d more %s %s shown: --limit %d shows %s, too"
                    .formatted(
                            count,
                            which,
                            Counted.word(count, "isn't", "aren't"),
                            shown + count,
                            Counted.word(count, "it", "them")));
        }
    }

    private void datasets(PipelineStatus status) {
        if (status.datasets().isEmpty()) {
            out.println("There is no dataset yet. Load one with a contract, or publish its contract.");
            return;
        }
        TextTable table = new TextTable(
                List.of("dataset", "table", "latest hour", "loaded", "inserted", "updated", "cadence", ""));
        for (DatasetStatus dataset : status.datasets()) {
            Optional<AppliedBatch> last = dataset.last();
            table.add(List.of(
                    dataset.dataset().toString(),
                    dataset.table(),
                    last.map(batch -> batch.hour().toString()).orElse("never"),
                    last.map(batch -> Ages.ago(batch.appliedAt(), status.at())).orElse(""),
                    last.map(batch -> "%,d".formatted(batch.inserted())).orElse(""),
                    last.map(batch -> "%,d".formatted(batch.updated())).orElse(""),
                    dataset.cadence().orElse(""),
                    late(dataset, status.at())));
        }
        table.print(out, "");
    }

    private static String late(DatasetStatus dataset, Instant now) {
        return dataset.isLate(now)
                ? "late since " + Ages.ago(dataset.due().orElseThrow(), now).replace(" ago", "")
                : "";
    }
}
