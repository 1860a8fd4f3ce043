package dev.waybill.local.cli;

import dev.waybill.batch.Delivery;
import dev.waybill.local.text.Ages;
import dev.waybill.local.text.TextTable;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.Commands;
import dev.waybill.operate.ExecutionOverview;
import dev.waybill.operate.StateVisit;
import dev.waybill.operate.page.RowAccount;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.FileAccount;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows people one batch. */
final class BatchPrinter {
    private static final int MOST_FILES = 20;
    private final PrintWriter out;
    private final Commands commands;

    BatchPrinter(PrintWriter out, Commands commands) {
        this.out = out;
        this.commands = commands;
    }

    void print(BatchOverview batch) {
        out.println(batch.batch() + ": " + batch.state());
        batch.reasons().forEach(reason -> out.println("  " + reason.replace("\n", "\n  ")));
        batch.action().ifPresent(action -> out.println("  " + action));
        account(batch);
        batch.executions().forEach(this::execution);
        batch.conversion().ifPresent(this::files);
        batch.validation().ifPresent(this::checks);
        batch.conversion().filter(receipt -> receipt.rejected() > 0).ifPresent(receipt -> rejections(batch, receipt));
        lineage(batch);
        out.flush();
    }

    private void account(BatchOverview batch) {
        RowAccount.of(batch).ifPresent(account -> {
            out.println();
            if (batch.ledger().isPresent()) {
                out.println("  " + account.readLaw());
                out.println("  " + account.stagedLaw());
            } else {
                out.println("  " + account.readLaw() + "; not in the table");
            }
        });
        batch.ledger()
                .flatMap(AppliedBatch::supersedes)
                .ifPresent(other -> out.println("  it takes the place of " + other));
    }

    private void execution(ExecutionOverview run) {
        out.println();
        out.println("Execution " + run.execution().name() + ", started "
                + run.execution().startedAt() + ": " + run.execution().status());
        out.println("  " + run.way().stream().map(BatchPrinter::visit).collect(Collectors.joining(" → ")));
        run.failure().ifPresent(failure -> out.println("  " + failure.toString().replace("\n", "\n  ")));
    }

    private static String visit(StateVisit visit) {
        StringBuilder text = new StringBuilder(visit.state());
        visit.took()
                .filter(took -> took.toMillis() >= 10)
                .ifPresent(took -> text.append(" ")
                        .append(took.toSeconds() < 60 ? "%.2f s".formatted(took.toMillis() / 1000.0) : Ages.of(took)));
        if (visit.retries() > 0) {
            text.append(" (tried again ").append(visit.retries()).append("×)");
        }
        visit.error().ifPresent(error -> text.append(" ✗ ").append(error));
        return text.toString();
    }

    private void files(ConversionReceipt receipt) {
        out.println();
        TextTable table = new TextTable(List.of("file", "read", "rejected"));
        receipt.files().stream().limit(MOST_FILES).forEach(file -> table.add(row(file)));
        table.print(out, "");
        if (receipt.files().size() > MOST_FILES) {
            out.println(
                    " … and %,d more: --json has all".formatted(receipt.files().size() - MOST_FILES));
        }
    }

    private static List<String> row(FileAccount file) {
        return List.of(file.url().fileName(), "%,d".formatted(file.read()), "%,d".formatted(file.rejected()));
    }

    private void checks(Verdict verdict) {
        out.println();
        TextTable table = new TextTable(List.of("", "check", "expected", "found"));
        for (CheckResult check : verdict.checks()) {
            String mark = check.passed() ? "✓" : check.severity().toString().equals("warn") ? "!" : "✗";
            table.add(List.of(mark, check.name(), check.expected(), check.actual()));
        }
        table.print(out, "");
        verdict.checks().stream()
                .filter(check -> !check.examples().isEmpty())
                .forEach(check ->
                        out.println(" " + check.name() + ", for example: " + String.join("; ", check.examples())));
    }

    private void rejections(BatchOverview batch, ConversionReceipt receipt) {
        out.println();
        out.println("Rejected");
        for (Map.Entry<String, Long> kind : receipt.rejections().entrySet()) {
            out.println("  %,d × %s".formatted(kind.getValue(), kind.getKey()));
        }
        receipt.samples()
                .forEach(sample -> out.println("    " + sample.file().fileName() + ":" + sample.position() + ": "
                        + String.join("; ", sample.reasons())));
        out.println("  All of them: " + commands.of("quarantine", "show", batch.batch()));
    }

    private void lineage(BatchOverview batch) {
        Optional<String> table = batch.ledger().map(AppliedBatch::table);
        out.println();
        batch.delivery().map(Delivery::manifest).ifPresent(manifest -> out.println("Manifest  " + manifest));
        batch.delivery()
                .ifPresent(delivery ->
                        out.println("Receipts  " + delivery.folders().receipts()));
        table.ifPresent(name -> {
            out.println("Its rows  SELECT * FROM " + name + " WHERE _batch = '" + batch.batch() + "'");
            out.println("A row's file  SELECT _file, _hour, _batch, _loaded_at FROM " + name + " WHERE …");
        });
        batch.ledger()
                .flatMap(AppliedBatch::undoUntil)
                .filter(until -> batch.ledger().orElseThrow().counts())
                .ifPresent(until ->
                        out.println("Until " + until + " it can be taken back: " + commands.of("undo", batch.batch())));
    }
}
