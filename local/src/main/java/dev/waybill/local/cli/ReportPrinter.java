package dev.waybill.local.cli;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.Severity;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.ContractChange;
import dev.waybill.local.text.TextTable;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.MissingColumn;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.LoadReceipt.Refreshed;
import dev.waybill.receipt.LoadReceipt.TakenBack;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Location;
import dev.waybill.text.Counted;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows people what became of batches: the account of each, then what they should look at. */
final class ReportPrinter {
    private static final int MOST_REASONS = 10;
    private final PrintWriter out;

    ReportPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(List<BatchReport> reports) {
        List<String> columns =
                List.of("dataset", "hour", "outcome", "read", "rejected", "superseded", "stale", "inserted", "updated");
        boolean deletes =
                reports.stream().flatMap(report -> report.load().stream()).anyMatch(load -> load.deleted() > 0);
        TextTable table = new TextTable(deletes ? and(columns, "deleted") : columns);
        reports.forEach(report ->
                table.add(deletes ? and(account(report), loaded(report, LoadReceipt::deleted)) : account(report)));
        table.print(out, "");
        reports.forEach(this::explain);
        out.flush();
    }

    private static List<String> account(BatchReport report) {
        return List.of(
                report.dataset().toString(),
                report.hour().toString(),
                report.outcome().toString().replace('_', ' '),
                converted(report, ConversionReceipt::read),
                converted(report, ConversionReceipt::rejected),
                converted(report, ConversionReceipt::superseded),
                loaded(report, LoadReceipt::stale),
                loaded(report, LoadReceipt::inserted),
                loaded(report, LoadReceipt::updated));
    }

    private static List<String> and(List<String> texts, String last) {
        return Stream.concat(texts.stream(), Stream.of(last)).toList();
    }

    private static String converted(BatchReport report, ToLongFunction<ConversionReceipt> count) {
        return count(report.conversion().map(count::applyAsLong));
    }

    private static String loaded(BatchReport report, ToLongFunction<LoadReceipt> count) {
        return count(report.load().filter(LoadReceipt::accepted).map(count::applyAsLong));
    }

    private static String count(Optional<Long> count) {
        return count.map("%,d"::formatted).orElse("");
    }

    private void explain(BatchReport report) {
        boolean rejections =
                report.conversion().filter(receipt -> receipt.rejected() > 0).isPresent();
        List<Refreshed> stale = report.load().map(LoadReceipt::refreshed).orElse(List.of()).stream()
                .filter(view -> view.error().isPresent())
                .toList();
        List<S3Location> absent = report.delivery().map(Delivery::absent).orElse(List.of());
        List<String> drift = report.conversion().map(ReportPrinter::drift).orElse(List.of());
        List<String> truncated =
                report.conversion().map(ReportPrinter::truncated).orElse(List.of());
        List<String> takenBack = report.load().flatMap(LoadReceipt::supersedes).map(ReportPrinter::takenBack).stream()
                .toList();
        List<String> warnings = report.validation().map(ReportPrinter::warnings).orElse(List.of());
        List<String> contract =
                report.contractChange().map(ContractChange::advice).stream().toList();
        boolean nothingMore = contract.isEmpty()
                && drift.isEmpty()
                && truncated.isEmpty()
                && absent.isEmpty()
                && stale.isEmpty()
                && takenBack.isEmpty()
                && warnings.isEmpty();
        if (report.outcome().isLoaded() && !rejections && nothingMore) {
            return;
        }
        out.println();
        out.println(report.dataset() + " " + report.hour() + ": "
                + report.outcome().toString().replace('_', ' '));
        some(report.reasons());
        some(contract);
        some(absent.stream()
                .map(file -> "not delivered, and not mandatory: " + file)
                .toList());
        some(takenBack);
        some(drift);
        some(truncated);
        some(warnings);
        report.conversion().filter(receipt -> rejections).ifPresent(this::rejections);
        stale.forEach(view -> out.println(
                "  view " + view.view() + " is not refreshed: " + view.error().orElse("")));
    }

    private static String takenBack(TakenBack other) {
        return "takes the place of %s, of whose rows %,d %s removed, %,d restored to %s version before, and %,d had been changed since"
                .formatted(
                        other.batch(),
                        other.removed(),
                        Counted.word(other.removed(), "was", "were"),
                        other.restored(),
                        Counted.word(other.restored(), "its", "their"),
                        other.changedSince());
    }

    private static List<String> drift(ConversionReceipt receipt) {
        List<String> sentences = new ArrayList<>();
        if (!receipt.newColumns().isEmpty()) {
            sentences.add("left out, for the contract doesn't have them: "
                    + listed(receipt.newColumns(), receipt.moreNewColumns().orElse(0)));
        }
        if (!receipt.addedColumns().isEmpty()) {
            List<String> columns =
                    receipt.addedColumns().stream().map(ReportPrinter::column).toList();
            sentences.add("added, for the contract doesn't have them: " + listed(columns, 0));
        }
        for (MissingColumn missing : receipt.missingColumns()) {
            String first = missing.first().fileName();
            sentences.add(
                    missing.files() == 1
                            ? "%s is in no record of %s, and NULL in its rows".formatted(missing.column(), first)
                            : "%s is in no record of %,d files, such as %s, and NULL in their rows"
                                    .formatted(missing.column(), missing.files(), first));
        }
        return sentences;
    }

    /** The first of some names, and how many more there are with those that the receipt doesn't name. */
    private static String listed(List<String> names, long unnamed) {
        long more = Math.max(0, names.size() - MOST_REASONS) + unnamed;
        return names.stream().limit(MOST_REASONS).collect(Collectors.joining(", "))
                + (more == 0 ? "" : ", … and " + more + " more");
    }

    private static List<String> truncated(ConversionReceipt receipt) {
        return receipt.truncated().entrySet().stream()
                .map(column -> "%s, values cut to its length: %,d".formatted(column.getKey(), column.getValue()))
                .toList();
    }

    private static List<String> warnings(Verdict verdict) {
        return verdict.failed(Severity.WARN).stream()
                .map(check -> "warning: " + check)
                .toList();
    }

    private static String column(AddedColumn column) {
        return column.name() + (column.from().equals(column.name()) ? "" : " from " + column.from());
    }

    private void rejections(ConversionReceipt receipt) {
        out.println("  rejected rows are in " + receipt.quarantine());
        some(receipt.rejections().entrySet().stream()
                .map(kind -> "%,d × %s".formatted(kind.getValue(), kind.getKey()))
                .toList());
        out.println("  for example");
        receipt.samples()
                .forEach(sample -> out.println("    " + sample.file().fileName() + ":" + sample.position() + ": "
                        + String.join("; ", sample.reasons())));
    }

    private void some(List<String> sentences) {
        sentences.stream().limit(MOST_REASONS).forEach(sentence -> out.println("  " + sentence.replace("\n", "\n  ")));
        if (sentences.size() > MOST_REASONS) {
            out.println("  … and " + (sentences.size() - MOST_REASONS) + " more");
        }
    }
}
