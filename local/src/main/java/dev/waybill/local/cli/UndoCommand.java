package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.load.UndoBatch;
import dev.waybill.load.UndoBatch.Undone;
import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.text.TextTable;
import dev.waybill.operate.PublishedContracts;
import dev.waybill.receipt.ReceiptJson;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes batches back. */
@Command(
        name = "undo",
        description = {
            "Takes batches back: the table is then as if they had never been delivered. Rows that a batch inserted go, rows "
                    + "that it updated or deleted get their version before it, and rows that a later batch changed "
                    + "since stay. Possible for as long as the contract's undo says, 7 days by default.",
            "",
            "Without --yes it only says what would change.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 done; 1 a batch can't be taken back, and those after it weren't tried; 2 wrong usage."
        })
final class UndoCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Parameters(
            paramLabel = "BATCH",
            arity = "1..*",
            description = "the batches' ids, as load prints them and waybill.batch has them")
    private List<String> ids = List.of();

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    @Option(names = "--json", description = "print each batch as one JSON document a line")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<BatchId> batches = BatchIds.parse(ids);
        List<Undone> undone = new ArrayList<>();
        try (OpenDeployment open = where.open()) {
            PublishedContracts contracts = new PublishedContracts(open.deployment());
            UndoBatch undo = new UndoBatch(open.deployment().warehouse());
            for (BatchId batch : batches) {
                Contract contract = contracts.of(batch.dataset());
                Undone one = yes ? undo.run(contract, batch) : undo.preview(contract, batch);
                undone.add(one);
                if (json) {
                    out.println(ReceiptJson.write(one));
                    out.flush();
                }
            }
        } finally {
            if (!json && !undone.isEmpty()) {
                print(undone, out);
            }
        }
        return ExitCode.DONE;
    }

    private void print(List<Undone> undone, PrintWriter out) {
        TextTable table = new TextTable(List.of("batch", "", "removed", "restored", "changed since"));
        for (Undone one : undone) {
            table.add(List.of(
                    one.batch().toString(),
                    one.before() ? "was taken back before" : yes ? "taken back" : "would be taken back",
                    "%,d".formatted(one.removed()),
                    "%,d".formatted(one.restored()),
                    "%,d".formatted(one.changedSince())));
        }
        table.print(out, "");
        undone.stream()
                .flatMap(one -> one.refreshed().stream())
                .filter(view -> view.error().isPresent())
                .forEach(view -> out.println(
                        view.view() + " is not up to date: " + view.error().orElse("")));
        if (!yes) {
            out.println("Nothing was changed. With --yes it is done.");
        }
        out.flush();
    }
}
