package dev.waybill.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.warehouse.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ProvisionTest {
    private final InMemoryS3 s3 = new InMemoryS3();
    private final FakeWarehouse warehouse = new FakeWarehouse();

    @TempDir
    Path folder;

    private static ProvisionProperties version(int number) {
        return ProvisionProperties.of(Map.of(
                "ArtefactBucket", "artefacts",
                "Version", "arn:aws:lambda:eu-west-1:123456789012:function:waybill-provision:" + number,
                "Workgroup", "waybill",
                "SecretArn", "redshift!waybill-admin",
                "Database", "waybill",
                "ExternalSchema", "processed",
                "ExternalDatabase", "waybill_processed",
                "WarehouseRoleArn", "arn:aws:iam::123456789012:role/warehouse"));
    }

    private PublishedJobs provision(int number, String contract) throws IOException {
        return provision(number, contract, duration -> {});
    }

    private PublishedJobs provision(int number, String contract, Pause pause) throws IOException {
        Cargo cargo = Packed.of(folder, "version " + number, contract);
        return new Provision(s3, warehouse, cargo, pause).run(version(number));
    }

    @Test
    void aVersionsJobsAreInAFolderOfItsOwn() throws IOException {
        PublishedJobs jobs = provision(7, "dataset: orders");
        assertThat(jobs.jobsJar()).hasToString("s3://artefacts/jobs/7/waybill-jobs.jar");
        assertThat(jobs.convertScript()).hasToString("s3://artefacts/jobs/7/ConvertBatch.scala");
        assertThat(jobs.loadScript()).hasToString("s3://artefacts/jobs/7/LoadBatch.scala");
        assertThat(s3.texts())
                .isEqualTo(Map.of(
                        "s3://artefacts/jobs/7/waybill-jobs.jar",
                        "jar of version 7",
                        "s3://artefacts/jobs/7/ConvertBatch.scala",
                        "convert of version 7",
                        "s3://artefacts/jobs/7/LoadBatch.scala",
                        "load of version 7",
                        "s3://artefacts/contracts/orders.yaml",
                        "dataset: orders"));
    }

    @Test
    void anOlderVersionsFolderStaysAsItIs() throws IOException {
        provision(7, "dataset: orders");
        provision(8, "dataset: orders");
        assertThat(s3.text("s3://artefacts/jobs/7/waybill-jobs.jar")).isEqualTo("jar of version 7");
        assertThat(s3.text("s3://artefacts/jobs/8/waybill-jobs.jar")).isEqualTo("jar of version 8");
    }

    @Test
    void aRollbackRunsNewCodeWithTheOldVersionAndLeavesTheOldJar() throws IOException {
        provision(7, "dataset: orders");
        Cargo newer = Packed.of(folder, "version 8", "dataset: orders");
        assertThat(new Provision(s3, warehouse, newer, duration -> {})
                        .run(version(7))
                        .jobsJar())
                .hasToString("s3://artefacts/jobs/7/waybill-jobs.jar");
        assertThat(s3.text("s3://artefacts/jobs/7/waybill-jobs.jar")).isEqualTo("jar of version 7");
    }

    @Test
    void theLedgerAndTheExternalSchemaAreMadeEachByItself() throws IOException {
        provision(7, "dataset: orders");
        assertThat(warehouse.statements())
                .containsExactly(
                        "CREATE SCHEMA IF NOT EXISTS \"waybill\"",
                        "CREATE TABLE IF NOT EXISTS \"waybill\".\"batch\" (",
                        "CREATE EXTERNAL SCHEMA IF NOT EXISTS \"processed\"");
        assertThat(warehouse.asked).allSatisfy(request -> {
            assertThat(request.workgroupName()).isEqualTo("waybill");
            assertThat(request.secretArn()).isEqualTo("redshift!waybill-admin");
            assertThat(request.database()).isEqualTo("waybill");
            assertThat(request.sessionKeepAliveSeconds()).isNull();
        });
    }

    @Test
    void aConflictWithALoadIsTriedAgain() throws IOException {
        warehouse.failNext("ERROR: tuple concurrently updated");
        provision(7, "dataset: orders");
        assertThat(warehouse.statements())
                .startsWith("CREATE SCHEMA IF NOT EXISTS \"waybill\"", "CREATE SCHEMA IF NOT EXISTS \"waybill\"")
                .hasSize(4);
    }

    @Test
    void aConflictThatStaysIsSaid() {
        for (int i = 0; i < 8; i++) {
            warehouse.failNext("ERROR: tuple concurrently updated");
        }
        assertThatThrownBy(() -> provision(7, "dataset: orders"))
                .isInstanceOf(TransientException.class)
                .hasMessage("The warehouse failed at \"Waybill's own schema\": ERROR: tuple concurrently updated");
    }

    @Test
    void aStatementThatTheWarehouseRefusesIsNotTriedAgain() {
        warehouse.failNext("ERROR: permission denied for database waybill");
        assertThatThrownBy(() -> provision(7, "dataset: orders"))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "The warehouse failed at \"Waybill's own schema\": ERROR: permission denied for database waybill");
        assertThat(warehouse.statements()).hasSize(1);
    }

    @Test
    void aWarehouseThatNeverAnswersIsGivenUpInTime() {
        warehouse.sleep();
        Instant start = Instant.parse("2026-11-25T10:00:00Z");
        Clock clock = Clock.fixed(start, ZoneOffset.UTC);
        Deadline passed = new Deadline(start, clock, duration -> {});
        assertThatThrownBy(() -> provision(7, "dataset: orders", passed))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse was not ready in the time that this function has."
                        + " Look whether it is available, then deploy again: nothing is lost by doing so");
    }

    @Test
    void aPauseThatEndsInTimeIsMade() {
        Instant start = Instant.parse("2026-11-25T10:00:00Z");
        Duration[] paused = new Duration[1];
        new Deadline(start.plusSeconds(10), Clock.fixed(start, ZoneOffset.UTC), duration -> paused[0] = duration)
                .pause(Duration.ofSeconds(10));
        assertThat(paused[0]).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aBucketThatRefusesIsNamed() {
        s3.failWrites((S3Exception)
                S3Exception.builder().statusCode(403).message("Access Denied").build());
        assertThatThrownBy(() -> provision(7, "dataset: orders"))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("Cannot write s3://artefacts/jobs/7/waybill-jobs.jar: Access Denied");
    }

    @Test
    void aPackageWithoutTheJarSaysSo() throws IOException {
        Cargo cargo = Packed.of(folder, "version 7", "dataset: orders");
        Files.delete(folder.resolve("waybill-jobs.jar"));
        assertThatThrownBy(() -> new Provision(s3, warehouse, cargo, duration -> {}).run(version(7)))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot publish waybill-jobs.jar: this package does not have it."
                        + " Deploy the package that ./mvnw package makes of functions/provision");
    }
}
