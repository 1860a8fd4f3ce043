package dev.waybill.local.cli;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import dev.waybill.local.deployment.OpenDeployment;
import dev.waybill.local.quarantine.QuarantineExport;
import dev.waybill.local.quarantine.QuarantineReader;
import dev.waybill.local.quarantine.RejectedRecord;
import dev.waybill.local.quarantine.Resubmission;
import dev.waybill.local.text.TextTable;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.Failure;
import dev.waybill.operate.Ledger;
import dev.waybill.operate.LookAtBatch;
import dev.waybill.operate.PublishedContracts;
import dev.waybill.operate.Replay;
import dev.waybill.operate.Replay.Outcome;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ReceiptJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows rejected rows, and gets them corrected. */
@Command(
        name = "quarantine",
        description = {
            "Shows rejected rows with their reasons, writes them to files in their own format to be corrected, and delivers what "
                    + "was corrected.",
            ""
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QuarantineCommand.Listing.class,
            QuarantineCommand.Show.class,
            QuarantineCommand.Export.class,
            QuarantineCommand.Resubmit.class
        })
final class QuarantineCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: list, show, export or resubmit");
    }

    private static ConversionReceipt conversion(BatchOverview batch) {
        return batch.conversion()
                .orElseThrow(() -> new TerminalException("Batch " + batch.batch() + " wasn't converted yet: it is "
                        + batch.state() + ". 'waybill batch " + batch.batch() + "' shows where it stands"));
    }

    /** Lists batches with rejected rows. */
    @Command(
            name = "list",
            description = {"Lists the latest loaded batches that have rejected rows.", ""},
            mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        private Where where = new Where();

        @Option(
                names = "--limit",
                paramLabel = "NUMBER",
                defaultValue = "50",
                description = "how many (default: ${DEFAULT-VALUE})")
        private int limit;

        @Option(names = "--json", description = "print each as one JSON document a line")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            List<AppliedBatch> batches;
            try (OpenDeployment open = where.open()) {
                batches = new Ledger(open.deployment().warehouse()).withRejectedRows(limit);
            }
            if (json) {
                batches.forEach(batch -> out.println(ReceiptJson.write(batch)));
            } else if (batches.isEmpty()) {
                out.println(
                        "No loaded batch has rejected rows. Batches that were rejected as a whole are in 'status'.");
            } else {
                TextTable table = new TextTable(List.of("batch", "loaded", "read", "rejected"));
                batches.forEach(batch -> table.add(List.of(
                        batch.batch().toString(),
                        batch.appliedAt().toString(),
                        "%,d".formatted(batch.read()),
                        "%,d".formatted(batch.rejected()))));
                table.print(out, "");
            }
            out.flush();
            return ExitCode.DONE;
        }
    }

    /** Shows rejected rows of a batch. */
    @Command(
            name = "show",
            description = {"Shows rejected rows of a batch: where they stand, what is wrong, and what came.", ""},
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        private Where where = new Where();

        @Parameters(paramLabel = "BATCH", description = "its id")
        private String id = "";

        @Option(
                names = "--limit",
                paramLabel = "NUMBER",
                defaultValue = "20",
                description = "how many rows (default: ${DEFAULT-VALUE})")
        private long limit;

        @Option(names = "--json", description = "print each row as one JSON document a line")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            BatchId batch = BatchIds.parse(id);
            try (OpenDeployment open = where.open()) {
                ConversionReceipt receipt = conversion(new LookAtBatch(open.deployment()).look(batch));
                long[] shown = {0};
                if (receipt.rejected() > 0 && limit > 0) {
                    new QuarantineReader(open.deployment().s3()).read(receipt.quarantine(), row -> {
                        print(row, out);
                        return ++shown[0] < limit;
                    });
                }
                if (!json) {
                    out.println("%,d of %,d rejected rows".formatted(shown[0], receipt.rejected())
                            + (shown[0] < receipt.rejected()
                                    ? "; --limit shows more, 'quarantine export' writes all"
                                    : ""));
                }
            }
            out.flush();
            return ExitCode.DONE;
        }

        private void print(RejectedRecord row, PrintWriter out) {
            if (json) {
                out.println(ReceiptJson.write(row));
                return;
            }
            out.println(row.file().fileName() + ":" + row.position());
            row.reasons().forEach(reason -> out.println("  " + reason));
            out.println("  | " + row.raw().replace("\n", "\n  | "));
        }
    }

    /** Writes rejected rows to files. */
    @Command(
            name = "export",
            description = {
                "Writes all rejected rows of a batch to files in their own format, one for each file that they came from, and "
                        + "reasons.tsv beside them. Correct them with an editor, then resubmit the folder.",
                ""
            },
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @Mixin
        private Where where = new Where();

        @Parameters(index = "0", paramLabel = "BATCH", description = "its id")
        private String id = "";

        @Parameters(index = "1", paramLabel = "FOLDER", description = "where to, a new folder")
        private Path folder = Path.of("");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            BatchId batch = BatchIds.parse(id);
            try (OpenDeployment open = where.open()) {
                Deployment deployment = open.deployment();
                ConversionReceipt receipt = conversion(new LookAtBatch(deployment).look(batch));
                if (receipt.rejected() == 0) {
                    out.println(batch + " has no rejected rows.");
                } else {
                    Contract contract = new PublishedContracts(deployment).of(batch.dataset());
                    long rows = new QuarantineExport(deployment.s3(), contract, folder).write(receipt.quarantine());
                    out.println(
                            "%,d rejected rows are in %s. Correct them there, then: waybill quarantine resubmit %s %s"
                                    .formatted(rows, folder, batch, folder));
                }
            }
            out.flush();
            return ExitCode.DONE;
        }
    }

    /** Delivers corrected rows. */
    @Command(
            name = "resubmit",
            description = {
                "Delivers a folder of corrected rows as a new delivery of their batch's hour, and waits until it is loaded. It is "
                        + "a batch of its own: rows that are still wrong are rejected again, and 'undo' takes it back.",
                "",
                "Without --yes it only says what would be delivered.",
                ""
            },
            mixinStandardHelpOptions = true)
    static final class Resubmit implements Callable<Integer> {
        @Mixin
        private Where where = new Where();

        @Parameters(index = "0", paramLabel = "BATCH", description = "whose rows they were")
        private String id = "";

        @Parameters(index = "1", paramLabel = "FOLDER", description = "the folder that export wrote, corrected")
        private Path folder = Path.of("");

        @Option(names = "--yes", description = "do it")
        private boolean yes;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            BatchId batch = BatchIds.parse(id);
            try (OpenDeployment open = where.open()) {
                Deployment deployment = open.deployment();
                Contract contract = new PublishedContracts(deployment).of(batch.dataset());
                Resubmission resubmission = Resubmission.of(new LookAtBatch(deployment).look(batch), contract, folder);
                if (!yes) {
                    resubmission.files().forEach(file -> out.println("would deliver " + file));
                    out.println("Nothing was done. With --yes it is done.");
                    return ExitCode.DONE;
                }
                resubmission.deliver(deployment.s3(), batch);
                Replay replay = new Replay(deployment);
                BatchId started = replay.awaitStart(batch.dataset(), batch.hour(), resubmission.manifest());
                List<Outcome> outcomes = new ArrayList<>();
                replay.await(List.of(started), outcomes::add);
                new BatchPrinter(out).print(new LookAtBatch(deployment).look(started));
                Optional<Failure> failure = outcomes.get(0).failure();
                return failure.isEmpty()
                        ? ExitCode.DONE
                        : failure.get().isVerdict() ? ExitCode.REJECTED : ExitCode.FAILED;
            } finally {
                out.flush();
            }
        }
    }
}
