package dev.waybill.local.deployment;

import dev.waybill.error.TerminalException;
import dev.waybill.local.home.Home;
import dev.waybill.local.up.RunningPipeline;
import dev.waybill.operate.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** A deployment, and the connections to it. */
public interface OpenDeployment extends AutoCloseable {
    Deployment deployment();

    @Override
    void close();

    /**
     * The pipeline of a home: that which runs on it, or else one that runs as long as this is open.
     *
     * @param open takes the home
     * @throws TerminalException if nothing was ever loaded there
     */
    static OpenDeployment ofHome(Path folder, Supplier<Home> open) {
        Optional<RunningPipeline> running = RunningPipeline.on(folder);
        if (running.isPresent()) {
            return new RunningDeployment(folder, running.get());
        }
        if (!Files.isDirectory(folder.resolve("warehouse"))) {
            throw new TerminalException("There is no pipeline in " + folder
                    + " yet. Load something first, start one with 'up', or name another home with --home");
        }
        return HomeDeployment.open(open.get());
    }
}
