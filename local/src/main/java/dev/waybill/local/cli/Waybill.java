package dev.waybill.local.cli;

import dev.waybill.error.WaybillException;
import dev.waybill.local.home.NoRoomException;
import dev.waybill.local.home.Room;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
        name = "waybill",
        description = "Loads files into a warehouse, incrementally and exactly once, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Waybill.Version.class,
        subcommands = {
            DemoCommand.class,
            LoadCommand.class,
            UpCommand.class,
            StatusCommand.class,
            BatchCommand.class,
            MissingCommand.class,
            ReplayCommand.class,
            QuarantineCommand.class,
            UndoCommand.class,
            SqlCommand.class,
            PlanCommand.class,
            RedashCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 rejected by the contract or by validation.",
            "'waybill COMMAND --help' explains a command."
        })
public final class Waybill implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "show the stack trace of an error")
    private boolean debug;

    public static void main(String[] args) {
        // The functions that run here bring a configuration of their own, for CloudWatch.
        System.setProperty("log4j2.configurationFile", "log4j2-local.xml");
        // Numbers are written alike on every machine.
        Locale.setDefault(Locale.ROOT);
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = commandLine(out, err).execute(args);
        out.flush();
        // The services' threads may outlive a command that broke off.
        System.exit(exitCode);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        Waybill waybill = new Waybill();
        return new CommandLine(waybill)
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Waybill::wrongUsage)
                .setExecutionExceptionHandler((e, command, parsed) -> waybill.failed(e, command));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command");
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("waybill: " + e.getMessage());
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.WRONG_USAGE;
    }

    private int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (debug) {
            e.printStackTrace(err);
        } else {
            boolean said = e instanceof WaybillException || e instanceof WrongUsageException;
            err.println("waybill: " + (said ? e.getMessage() : e) + (said ? "" : ". --debug shows where"));
            AwsAdvice.about(e).ifPresent(err::println);
        }
        // Whatever failed for want of room says so in words of its own.
        home(command)
                .filter(home -> !(e instanceof WrongUsageException || e instanceof NoRoomException))
                .flatMap(Room::lack)
                .ifPresent(err::println);
        return e instanceof WrongUsageException ? ExitCode.WRONG_USAGE : ExitCode.FAILED;
    }

    private static Optional<Path> home(CommandLine command) {
        return Optional.ofNullable(command.getCommandSpec().findOption("--home"))
                .map(OptionSpec::<Path>getValue);
    }

    /** The version that was built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            try (InputStream resource =
                    Objects.requireNonNull(Waybill.class.getResourceAsStream("/version.txt"), "version.txt")) {
                return new String[] {new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip()};
            }
        }
    }
}
