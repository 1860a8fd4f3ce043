package dev.waybill.local.cli;

import dev.waybill.local.home.Home;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command on a home has. */
final class CommonOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = Home.USUAL,
            description = "where everything is kept between commands (default: ${DEFAULT-VALUE})")
    Path home = Path.of(Home.USUAL);

    /** Takes a home; what is logged goes to a file in it. */
    Home open(Path folder) {
        logIn(folder);
        return Home.open(folder);
    }

    /**
     * Says where the log goes, for a command that does something before it takes its home: the first logger settles it, and
     * reading a contract makes one.
     */
    void logIn(Path folder) {
        System.setProperty(
                "waybill.log", folder.toAbsolutePath().resolve("waybill.log").toString());
    }
}
