package dev.waybill.local.demo;

import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.text.TextTable;
import dev.waybill.receipt.ConversionReceipt.RejectedRow;
import java.io.PrintWriter;
import java.util.List;

/** Shows the tour as it goes. */
final class TourPrinter {
    private final PrintWriter out;
    private int step;

    TourPrinter(PrintWriter out) {
        this.out = out;
    }

    void step(String title, String explanation) {
        out.println();
        out.println(++step + ". " + title);
        out.println("   " + explanation);
        out.flush();
    }

    void batch(BatchReport report) {
        out.println();
        out.println("   " + report.manifest());
        report.batch()
                .ifPresent(batch -> out.println(
                        "   batch " + batch + ": " + report.outcome().toString().replace('_', ' ')));
        Way.lines(report.states()).forEach(line -> out.println("     " + line));
        report.conversion()
                .ifPresent(conversion -> out.println("     read %,d = rejected %,d + superseded %,d + staged %,d"
                        .formatted(
                                conversion.read(),
                                conversion.rejected(),
                                conversion.superseded(),
                                conversion.staged())));
        report.load()
                .ifPresent(load -> out.println("     staged %,d = stale %,d + inserted %,d + updated %,d%s"
                        .formatted(
                                load.staged(),
                                load.stale(),
                                load.inserted(),
                                load.updated(),
                                load.alreadyApplied() ? " (applied before: nothing was done)" : "")));
        report.reasons().forEach(reason -> out.println("     " + reason));
        out.flush();
    }

    void rejected(List<RejectedRow> samples) {
        samples.forEach(row -> out.println("     quarantined " + row.file().fileName() + ":" + row.position() + "  "
                + String.join("; ", row.reasons())));
    }

    void account(List<List<String>> rows) {
        TextTable table = new TextTable(
                List.of("dataset", "batches", "read", "rejected", "superseded", "stale", "inserted", "updated"));
        rows.forEach(
                row -> table.add(row.stream().map(TourPrinter::withThousands).toList()));
        out.println();
        table.print(out, "   ");
    }

    private static String withThousands(String cell) {
        return cell.matches("\\d+") ? "%,d".formatted(Long.parseLong(cell)) : cell;
    }

    void promises(List<Promise> promises) {
        out.println();
        promises.forEach(promise -> out.println(
                promise.kept() ? "   ✓ " + promise.sentence() : "   ✗ " + promise.sentence() + ": " + promise.found()));
        out.flush();
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }
}
