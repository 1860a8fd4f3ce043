package dev.waybill.local.cli;

import dev.waybill.error.TerminalException;
import dev.waybill.local.demo.Demo;
import dev.waybill.local.home.Home;
import dev.waybill.local.warehouse.LocalWarehouse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the tour. */
@Command(
        name = "demo",
        description = {
            "The tour on real data: a first batch of each format, an incremental one, a duplicate delivery, a late one, "
                    + "bad rows, a crash and a rerun. It shows what happened to every row and checks what it promises.",
            "It runs in the folder 'demo' of the home, which it empties first; look around afterwards with "
                    + "'waybill sql --home .waybill/demo \"SELECT …\"'.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all promises kept, 1 one was broken."})
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = options.home.resolve("demo");
        Path datasets = Path.of(System.getProperty("waybill.installation", ".")).resolve("datasets");
        try (Home home = options.open(folder)) {
            empty(home);
            out.println(
                    "Waybill's tour, on this machine: S3 is S3Proxy, Redshift is PostgreSQL, Glue and Step Functions run in");
            out.println("this process. Everything lies in " + options.home.resolve("demo") + ". Starting …");
            out.flush();
            boolean kept = new Demo(home, datasets).run(out);
            out.println("Look around: ./waybill sql --home " + folder
                    + " \"SELECT * FROM waybill.batch ORDER BY applied_at\"");
            return kept ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** Deletes what an earlier tour left; anything else there is somebody's, and is not touched. */
    private static void empty(Home home) throws IOException {
        List<String> own = List.of(
                "lock",
                "s3",
                "glue",
                "executions",
                "warehouse",
                "scratch",
                "announcements.jsonl",
                "events.jsonl",
                "waybill.log");
        try (Stream<Path> entries = Files.list(home.folder())) {
            List<Path> foreign = entries.filter(
                            entry -> !own.contains(entry.getFileName().toString()))
                    .toList();
            if (!foreign.isEmpty()) {
                throw new TerminalException("Cannot run the tour in " + home.folder() + ": it would have to delete "
                        + foreign.get(0) + ". Move it away, or name another home with --home");
            }
        }
        LocalWarehouse.endOrphan(home.warehouse());
        try (Stream<Path> all = Files.walk(home.folder())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(home.folder()) && !path.equals(home.lock())) {
                    Files.delete(path);
                }
            }
        }
    }
}
