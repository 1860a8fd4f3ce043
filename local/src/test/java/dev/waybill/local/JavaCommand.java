package dev.waybill.local;

import dev.waybill.local.cli.Waybill;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command lines of JVMs that tests start: this one's Java and class path. */
public final class JavaCommand {
    private JavaCommand() {}

    /** {@link #waybill(List, List)} without more flags. */
    public static List<String> waybill(List<String> arguments) {
        return waybill(List.of(), arguments);
    }

    /**
     * Waybill's command line, with the launcher's {@code --add-opens}.
     *
     * @param flags of the JVM, beside those that each has
     */
    public static List<String> waybill(List<String> flags, List<String> arguments) {
        Stream<String> all = Stream.of(
                        // TieredStopAtLevel: half the CPU time of runs this short.
                        Stream.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC"),
                        // The launcher's, which this very process was started with.
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(argument -> argument.startsWith("--add-opens")),
                        flags.stream())
                .flatMap(some -> some);
        return of(all.toList(), Waybill.class, arguments);
    }

    /** A class of the tests, run by its {@code main}. */
    public static List<String> of(List<String> flags, Class<?> main, List<String> arguments) {
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        flags.stream(),
                        Stream.of(
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                main.getName()),
                        arguments.stream())
                .flatMap(some -> some)
                .toList();
    }
}
