package dev.waybill.local.cli;

import dev.waybill.local.home.Home;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command on a home has. */
final class CommonOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".waybill",
            description = "where everything is kept between commands (default: ${DEFAULT-VALUE})")
    Path home = Path.of(".waybill");

    /** Takes the home; what is logged from now on goes to a file in it. */
    Home open(Path folder) {
        Home opened = Home.open(folder);
        System.setProperty("waybill.log", opened.folder().resolve("waybill.log").toString());
        return opened;
    }
}
