package dev.waybill.local.cli;

import dev.waybill.local.redash.DashboardFiles;
import dev.waybill.local.redash.DashboardFilesReader;
import dev.waybill.local.redash.DataSourceRequest;
import dev.waybill.local.redash.PublishDashboards;
import dev.waybill.local.redash.RedashUrl;
import dev.waybill.local.redash.Secret;
import dev.waybill.warehouse.Pause;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes dashboards to Redash. */
@Command(
        name = "publish",
        description = {
            "Publishes the dashboards and their queries to a Redash. What isn't there by its name is made, what differs from the "
                    + "files is changed, all else is left alone; so it may be run again at any time. Nothing that Waybill "
                    + "didn't make is touched.",
            "",
            "The API key is that of a Redash user, in the file that --api-key-file names or in the variable REDASH_API_KEY. "
                    + "An admin's is needed for --host.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 all is published; 1 it broke off, and is completed when it is run again; 2 wrong usage."
        })
final class RedashPublishCommand implements Callable<Integer> {
    private static final String API_KEY = "REDASH_API_KEY";

    @Parameters(
            paramLabel = "DASHBOARD",
            arity = "0..*",
            description = "the dashboards to publish, as their files are named without .yaml (default: all)")
    private List<String> dashboards = List.of();

    @Option(names = "--url", required = true, description = "where Redash is, such as https://redash.example.com")
    private String url = "";

    @Option(names = "--api-key-file", paramLabel = "FILE", description = "the file with the API key")
    private @Nullable Path apiKeyFile;

    @Option(
            names = "--data-source",
            paramLabel = "NAME",
            defaultValue = "Waybill",
            description = "the data source that the queries run on (default: ${DEFAULT-VALUE})")
    private String dataSource = "Waybill";

    @Option(
            names = "--folder",
            description = "the folder of the dashboards (default: dashboards/redash of this installation)")
    private @Nullable Path folder;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how long to wait for one answer (default: ${DEFAULT-VALUE})")
    private int timeout = 30;

    @Option(names = "--allow-http", description = "send the API key unencrypted to an http:// URL on another machine")
    private boolean allowHttp;

    @Option(names = "--dry-run", description = "only say what would be done")
    private boolean dryRun;

    @Option(names = "--json", description = "print each thing as one JSON document a line")
    private boolean json;

    @ArgGroup(exclusive = false, heading = "%nTo make the data source, or to change it:%n")
    private @Nullable RedashConnectionOptions connection;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        RedashUrl redash = redash();
        Map<String, String> environment = System.getenv();
        DataSourceRequest request = new DataSourceRequest(
                dataSource, Optional.ofNullable(connection).map(options -> options.read(environment)));
        Secret key = new SecretFile(Optional.ofNullable(apiKeyFile), API_KEY)
                .read(environment)
                .orElseThrow(
                        () -> new WrongUsageException("The API key is missing: put it into a file and name that with "
                                + "--api-key-file, or set " + API_KEY + ". It is in the user's profile in Redash"));
        DashboardFiles files = DashboardFilesReader.read(folder());
        PublishDashboards publish = PublishDashboards.to(
                redash,
                key,
                Duration.ofSeconds(timeout),
                Pause.sleeping(),
                warning -> err.println("waybill: " + warning));
        PublishedPrinter printer = new PublishedPrinter(spec.commandLine().getOut(), json, dryRun);
        printer.begin(redash, publish);
        (dryRun ? publish.dry() : publish).run(files, dashboards, request, printer::print);
        printer.end();
        return ExitCode.DONE;
    }

    private RedashUrl redash() {
        try {
            RedashUrl parsed = RedashUrl.parse(url);
            if (parsed.isReadable() && !allowHttp) {
                throw new WrongUsageException(
                        "Cannot send an API key to " + parsed
                                + ": whoever is on the way could read it. Write https://, or add --allow-http if you trust that network");
            }
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private Path folder() {
        return folder == null
                ? Path.of(System.getProperty("waybill.installation", ".")).resolve("dashboards/redash")
                : folder;
    }
}
