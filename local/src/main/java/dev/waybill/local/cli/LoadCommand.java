package dev.waybill.local.cli;

import dev.waybill.error.TerminalException;
import dev.waybill.local.home.Home;
import dev.waybill.local.home.Room;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.LoadFolder;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.PipelineSetup;
import dev.waybill.local.pipeline.SourceFolder;
import dev.waybill.local.up.RunningLoads;
import dev.waybill.local.up.RunningPipeline;
import dev.waybill.receipt.ReceiptJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads folders into the local warehouse. */
@Command(
        name = "load",
        description = {
            "Delivers folders of files to the local pipeline and loads them into the local warehouse.",
            "",
            "Each folder is one batch. Its hour is the end of its path, by the contract's layout (2026/11/22/10); of a "
                    + "folder above, every such folder below it is loaded, the oldest hour first. A folder's own "
                    + "manifest.json is used; without one, all its files are delivered. A folder that was loaded "
                    + "before and is unchanged is left alone. Beside 'up', that pipeline reads and loads them, also after this command was ended.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 loaded, or loaded before; 1 failed; 2 wrong usage; 3 rejected by the contract or by validation."
        })
final class LoadCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "CONTRACT", description = "the dataset's contract, a YAML file")
    private Path contractPath = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FOLDER", description = "what to load")
    private List<Path> folders = List.of();

    @Option(names = "--json", description = "print each batch with its receipts, as one JSON document a line")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = Progress.on(spec.commandLine().getErr());
        options.logIn(options.home);
        ContractFile file = ContractFile.read(contractPath);
        List<SourceFolder> deliveries = deliveries(file);
        List<BatchReport> reports = new ArrayList<>();
        try {
            load(file, deliveries, reports, progress, out);
        } finally {
            progress.pause();
            if (!json && !reports.isEmpty()) {
                new ReportPrinter(out).print(reports);
            }
            if (reports.stream().anyMatch(report -> report.outcome() == BatchReport.Outcome.FAILED)) {
                Room.lack(options.home).ifPresent(spec.commandLine().getErr()::println);
            }
        }
        return exitCode(reports);
    }

    private void load(
            ContractFile file,
            List<SourceFolder> deliveries,
            List<BatchReport> reports,
            Progress progress,
            PrintWriter out) {
        Optional<RunningPipeline> running = RunningPipeline.on(options.home);
        if (running.isPresent()) {
            progress.say("Loading in process " + running.get().pid() + ", which runs the pipeline of " + options.home);
            RunningLoads loads = new RunningLoads(options.home, running.get());
            load(deliveries, folder -> loads.load(file.yaml(), folder), reports, progress, out);
            return;
        }
        try (Home home = options.open(options.home)) {
            progress.say("Starting S3, Spark and the warehouse in " + home.folder());
            try (LocalPipeline pipeline = new LocalPipeline(home, PipelineSetup.TO_LOAD, progress, client -> client)) {
                LoadFolder load = new LoadFolder(pipeline);
                load(deliveries, folder -> load.load(folder, file.contract(), file.yaml()), reports, progress, out);
            }
        }
    }

    private void load(
            List<SourceFolder> deliveries,
            Function<SourceFolder, BatchReport> load,
            List<BatchReport> reports,
            Progress progress,
            PrintWriter out) {
        for (SourceFolder delivery : deliveries) {
            progress.say("Delivering " + delivery.path());
            BatchReport report = load.apply(delivery);
            progress.pause();
            reports.add(report);
            if (json) {
                out.println(ReceiptJson.write(report));
                out.flush();
            }
        }
    }

    private List<SourceFolder> deliveries(ContractFile file) {
        try {
            return folders.stream()
                    .flatMap(folder ->
                            SourceFolder.find(folder, file.contract().source().layout()).stream())
                    .toList();
        } catch (TerminalException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static int exitCode(List<BatchReport> reports) {
        if (reports.stream().anyMatch(report -> report.outcome() == BatchReport.Outcome.FAILED)) {
            return ExitCode.FAILED;
        }
        return reports.stream().allMatch(report -> report.outcome().isLoaded()) ? ExitCode.DONE : ExitCode.REJECTED;
    }
}
