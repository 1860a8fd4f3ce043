package dev.waybill.local.killed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.local.home.Home;
import dev.waybill.local.pipeline.LoadFolder;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.PipelineListener;
import dev.waybill.local.pipeline.PipelineSetup;
import dev.waybill.local.pipeline.SourceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./waybill load}, killed by SIGKILL. {@code -Dkills=50} is the long run, {@code -Dseed} chooses other moments. */
class KilledLoadIT {
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final int KILLS_OF_A_HOME = 12;
    private static final long SEED = Long.getLong("seed", 20_261_126);
    private static final Duration LONGEST_SHUTDOWN = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @AfterEach
    void endWhatAFailureLeft() {
        Servers.on(folder).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void theSameCommandRunAgainAfterEachKillLeavesWhatOneRunWouldHave() throws Exception {
        for (Dataset dataset : Dataset.ALL) {
            dataset.write(folder);
        }
        Tally tally = new Tally();
        Pace pace = new Pace();
        HomeContents expected = unharmed(pace);
        assertLoadedOnce(expected);
        KilledLoads loads = new KilledLoads(folder, new Random(SEED), pace, tally);
        while (tally.kills() < KILLS) {
            Path home = Files.createDirectory(folder.resolve("home-" + tally.kills()));
            loads.load(home, Math.min(KILLS - tally.kills(), KILLS_OF_A_HOME));
            assertThat(Servers.on(home))
                    .as("a server is gone, or is shutting down")
                    .allSatisfy(server -> assertThat(server.onExit()).succeedsWithin(LONGEST_SHUTDOWN));
            HomeContents found = HomeContents.of(home);
            assertThat(found.relations()).as("%s", tally).isEqualTo(expected.relations());
            assertThat(found.files()).as("%s", tally).isEqualTo(expected.files());
            FileUtils.deleteDirectory(home.toFile());
            System.out.println(tally);
        }
    }

    /** What a home holds into which everything was loaded in one go. */
    private HomeContents unharmed(Pace pace) throws IOException, SQLException {
        Path at = folder.resolve("home");
        long began = System.nanoTime();
        try (Home home = Home.open(at);
                LocalPipeline pipeline =
                        new LocalPipeline(home, PipelineSetup.TO_LOAD, PipelineListener.NONE, client -> client)) {
            pace.took(Step.START, Duration.ofNanos(System.nanoTime() - began));
            for (Dataset dataset : Dataset.ALL) {
                byte[] yaml = Files.readAllBytes(dataset.contractIn(folder));
                Contract contract = ContractParser.parse(yaml, dataset.name());
                pipeline.publish(contract, yaml);
                for (SourceFolder hour : SourceFolder.find(
                        dataset.filesIn(folder), contract.source().layout())) {
                    new LoadFolder(pipeline).load(hour, contract);
                }
            }
        }
        return HomeContents.of(at);
    }

    private static void assertLoadedOnce(HomeContents contents) throws IOException {
        assertThat(contents.relations().get("waybill.batch")).hasSize(6);
        assertThat(contents.column("web.visits", "page"))
                .containsExactlyInAnyOrder("home", "home", "cart", "help", "home", "cart", "help");
        assertThat(contents.column("sales.orders", "price")).containsExactlyInAnyOrder("1.75", "2.5", "0.25", "4.0");
        assertThat(contents.column("sales.clients", "name")).containsExactlyInAnyOrder("Bea", "Cyd");
    }
}
