package dev.waybill.local.cli;

import dev.waybill.error.TerminalException;
import dev.waybill.local.up.Ports;
import dev.waybill.local.up.RunningPipeline;
import dev.waybill.local.up.StayingPipeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps a pipeline running. */
@Command(
        name = "up",
        description = {
            "Keeps S3, the warehouse and the pipeline running, and loads every manifest that lands in a source bucket, whichever "
                    + "client puts it. It ends with Ctrl-C or a SIGTERM; what was on its way goes on with the next start, also "
                    + "after a kill.",
            "",
            "The other commands with the same --home work on the pipeline that runs.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 or 128 + the signal's number when it was ended; 1 failed; 2 wrong usage."})
final class UpCommand implements Callable<Integer> {
    private static final int LONGEST_CLOSE = 30;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            paramLabel = "CONTRACT",
            description = "contracts to publish, YAML files; those that were published before stay")
    private List<Path> contracts = List.of();

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "8710",
            description = "of the web page (default: ${DEFAULT-VALUE}; 0 for any, as for the next ones)")
    private int pagePort;

    @Option(
            names = "--s3-port",
            paramLabel = "PORT",
            defaultValue = "8711",
            description = "of S3 (default: ${DEFAULT-VALUE})")
    private int s3Port;

    @Option(
            names = "--warehouse-port",
            paramLabel = "PORT",
            defaultValue = "8712",
            description = "of PostgreSQL (default: ${DEFAULT-VALUE})")
    private int warehousePort;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        options.logIn(options.home);
        Ports ports = ports();
        List<ContractFile> files = contracts.stream().map(ContractFile::read).toList();
        requireNoOther();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> end(end, ended), "up-shutdown");
        UpLog log = new UpLog(out, options.home);
        // Before the start: what is starting when it is ended is to end, too.
        Runtime.getRuntime().addShutdownHook(hook);
        try (StayingPipeline pipeline = start(ports, log, end)) {
            files.forEach(file -> pipeline.publish(file.contract(), file.yaml()));
            log.about(pipeline.deployment());
            List<String> goOn = pipeline.open();
            print(pipeline, out);
            goOn.forEach(execution -> log.say(execution + " goes on"));
            end.await();
            log.say("Ending");
        } finally {
            ended.countDown();
        }
        return ExitCode.DONE;
    }

    private StayingPipeline start(Ports ports, UpLog log, CountDownLatch end) {
        try {
            return StayingPipeline.start(options.open(options.home), ports, log);
        } catch (RuntimeException e) {
            // In a process that ends, some parts don't start anymore.
            throw end.getCount() == 0 ? new TerminalException("It was ended while it started", e) : e;
        }
    }

    private Ports ports() {
        try {
            return new Ports(pagePort, s3Port, warehousePort);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireNoOther() {
        Optional<RunningPipeline> other = RunningPipeline.on(options.home);
        if (other.isPresent()) {
            throw new TerminalException("A pipeline runs on the home " + options.home + " already, as process "
                    + other.get().pid() + " with its page at " + other.get().page()
                    + ". End that one first, or name another home with --home");
        }
    }

    /** The process ends when this returns. */
    private static void end(CountDownLatch end, CountDownLatch ended) {
        end.countDown();
        try {
            if (!ended.await(LONGEST_CLOSE, TimeUnit.SECONDS)) {
                System.err.println("waybill: not everything ended in time. The next start goes on with it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(StayingPipeline pipeline, PrintWriter out) {
        out.println("""
                Waybill is up in %s

                  page       %s
                  S3         %s
                  warehouse  %s

                Deliver with any client, the manifest last:

                  export AWS_ENDPOINT_URL_S3=%s AWS_REGION=us-east-1
                  export AWS_ENDPOINT_URL_SFN=%s AWS_ENDPOINT_URL_REDSHIFT_DATA=%s
                  export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s
                  aws s3 ls

                Ctrl-C ends it.
                """.formatted(
                        options.home.toAbsolutePath().normalize(),
                        pipeline.page(),
                        pipeline.s3Endpoint(),
                        pipeline.warehouseUrl(),
                        pipeline.s3Endpoint(),
                        pipeline.apiEndpoint(),
                        pipeline.apiEndpoint(),
                        pipeline.credentials().id(),
                        pipeline.credentials().secret()));
        out.flush();
    }
}
