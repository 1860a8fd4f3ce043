package dev.waybill.local.cli;

import dev.waybill.error.TerminalException;
import dev.waybill.local.home.Home;
import dev.waybill.local.up.RunningPipeline;
import dev.waybill.local.warehouse.LocalWarehouse;
import dev.waybill.local.warehouse.WarehouseConnections;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the local warehouse. */
@Command(
        name = "sql",
        description = {"Asks the local warehouse; the query is Redshift's SQL and changes nothing.", ""},
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @ArgGroup
    private Form form = new Form();

    @Parameters(paramLabel = "QUERY", description = "such as \"SELECT * FROM waybill.batch\"")
    private String query = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** How the answer is written. */
    static final class Form {
        @Option(names = "--json", description = "one JSON array, with an object for each row")
        boolean json;

        @Option(names = "--csv", description = "CSV with a header; NULL and an empty text are both empty there")
        boolean csv;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isDirectory(options.home.resolve("warehouse"))) {
            throw new TerminalException("Cannot ask the warehouse in " + options.home
                    + ": there is none yet. Load something first, or name another home with --home");
        }
        try {
            ResultWriter writer =
                    form.json ? new JsonResult(out) : form.csv ? new CsvResult(out) : new TableResult(out);
            Optional<RunningPipeline> running = RunningPipeline.on(options.home);
            if (running.isPresent()) {
                WarehouseConnections.to(
                                options.home.resolve("warehouse"), running.get().warehousePort())
                        .query(query, writer::write);
            } else {
                try (Home home = options.open(options.home);
                        LocalWarehouse warehouse = LocalWarehouse.start(home.warehouse())) {
                    warehouse.query(query, writer::write);
                }
            }
        } catch (SQLException e) {
            throw new TerminalException("Cannot run the query: " + e.getMessage(), e);
        }
        out.flush();
        return ExitCode.DONE;
    }
}
