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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ProvisionTest {
    private static final String CONTRACT = "s3://artefacts/contracts/orders.yaml";
    private static final String JAR = "s3://artefacts/jobs/7/waybill-jobs.jar";

    private static final String COLUMNS = "SELECT table_schema, table_name, column_name, data_type,";

    private final InMemoryS3 s3 = new InMemoryS3();
    private final FakeWarehouse warehouse = new FakeWarehouse();

    @TempDir
    Path folder;

    private static Map<String, String> version(int number) {
        return Map.of(
                "ArtefactBucket", "artefacts",
                "Version", "arn:aws:lambda:eu-west-1:123456789012:function:waybill-provision:" + number,
                "Workgroup", "waybill",
                "SecretArn", "redshift!waybill-admin",
                "Database", "waybill",
                "ExternalSchema", "processed",
                "ExternalDatabase", "waybill_processed",
                "WarehouseRoleArn", "arn:aws:iam::123456789012:role/warehouse");
    }

    private static Map<String, String> withWorkgroup(String workgroup, Map<String, String> version) {
        Map<String, String> properties = new HashMap<>(version);
        properties.put("Workgroup", workgroup);
        return properties;
    }

    private PublishedJobs provision(int number, String contract) throws IOException {
        return provision(number, contract, duration -> {});
    }

    private PublishedJobs provision(int number, String contract, Pause pause) throws IOException {
        Cargo cargo = Packed.of(folder, String.valueOf(number), contract);
        return new Provision(s3, warehouse, cargo, pause).run(ProvisionProperties.of(version(number), Map.of()));
    }

    /** An update, made by the code of a version; its contract is the version's number. */
    private PublishedJobs update(String running, Map<String, String> before, Map<String, String> after)
            throws IOException {
        warehouse.asked.clear();
        Cargo cargo = Packed.of(folder, running, "contract of " + running);
        return new Provision(s3, warehouse, cargo, duration -> {}).run(ProvisionProperties.of(after, before));
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
    void nothingIsPublishedForAWarehouseThatRefuses() {
        warehouse.failNext("ERROR: permission denied for database waybill");
        assertThatThrownBy(() -> provision(7, "dataset: orders")).isInstanceOf(TerminalException.class);
        assertThat(s3.texts()).isEmpty();
    }

    @Test
    void theJarComesLast() throws IOException {
        provision(7, "dataset: orders");
        assertThat(s3.written())
                .containsExactly(
                        CONTRACT,
                        "s3://artefacts/jobs/7/ConvertBatch.scala",
                        "s3://artefacts/jobs/7/LoadBatch.scala",
                        JAR);
    }

    @Test
    void aRollbackDoesWithoutTheWarehouseAndBringsTheContractsBack() throws IOException {
        update("7", Map.of(), version(7));
        update("8", version(7), version(8));
        try (RecordedLog log = RecordedLog.of(Provision.class)) {
            PublishedJobs jobs = update("7", version(8), version(7));
            assertThat(jobs.jobsJar()).hasToString(JAR);
            assertThat(log.lines())
                    .containsExactly("INFO Version 7 was applied to this warehouse, whose tables stay as they are");
        }
        assertThat(warehouse.asked).isEmpty();
        assertThat(s3.text(CONTRACT)).isEqualTo("contract of 7");
        assertThat(s3.text(JAR)).isEqualTo("jar of version 7");
    }

    @Test
    void aVersionThatWasNotAppliedNeedsTheWarehouse() throws IOException {
        update("7", Map.of(), version(7));
        update("8", version(7), version(8));
        assertThat(warehouse.asked).hasSize(5);
    }

    @Test
    void aVersionWithoutItsJarWasNotApplied() throws IOException {
        update("7", Map.of(), version(7));
        s3.delete(JAR);
        update("7", version(7), version(7));
        assertThat(warehouse.asked).hasSize(5);
        assertThat(s3.text(JAR)).isEqualTo("jar of version 7");
    }

    @Test
    void anotherWarehouseGetsItsTablesAlsoFromAVersionThatIsThere() throws IOException {
        update("7", Map.of(), version(7));
        update("7", version(7), withWorkgroup("other", version(7)));
        assertThat(warehouse.asked)
                .hasSize(5)
                .allSatisfy(request -> assertThat(request.workgroupName()).isEqualTo("other"));
    }

    @Test
    void codeOfAnotherVersionLeavesWhatIsThere() throws IOException {
        update("7", Map.of(), version(7));
        Map<String, String> before = s3.texts();
        try (RecordedLog log = RecordedLog.of(Provision.class)) {
            assertThat(update("8", version(8), version(7)).jobsJar()).hasToString(JAR);
            assertThat(log.lines())
                    .containsExactly(
                            "INFO Version 7 was applied to this warehouse, whose tables stay as they are",
                            "INFO The contracts stay as they are: version 8 of this function runs, and version 7 is asked for");
        }
        assertThat(s3.texts()).isEqualTo(before);
    }

    @Test
    void codeOfAnotherVersionPublishesNothing() {
        assertThatThrownBy(() -> update("6", Map.of(), version(7)))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot publish s3://artefacts/jobs/7/waybill-jobs.jar:"
                        + " version 6 of this function runs, and version 7 is asked for. Deploy again");
        assertThat(warehouse.asked).isEmpty();
        assertThat(s3.texts()).isEmpty();
    }

    @Test
    void codeWithoutAVersionStandsForAny() throws IOException {
        assertThat(update("$LATEST", Map.of(), version(7)).jobsJar()).hasToString(JAR);
        assertThat(s3.text(JAR)).isEqualTo("jar of version $LATEST");
    }

    @Test
    void doingItAgainPublishesNothingAgain() throws IOException {
        provision(7, "dataset: orders");
        try (RecordedLog log = RecordedLog.of(Jobs.class)) {
            provision(7, "dataset: orders");
            assertThat(log.lines())
                    .containsExactly(
                            "INFO s3://artefacts/jobs/7/ConvertBatch.scala was there, and stays",
                            "INFO s3://artefacts/jobs/7/LoadBatch.scala was there, and stays",
                            "INFO s3://artefacts/jobs/7/waybill-jobs.jar was there, and stays");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waybill-jobs.jar", "ConvertBatch.scala", "LoadBatch.scala"})
    void whatAnotherDeploymentPublishedUnderTheSameNumberIsNotTakenForThisOnes(String name) {
        String location = "s3://artefacts/jobs/7/" + name;
        s3.put(location, "of a function that is no more");
        assertThatThrownBy(() -> provision(7, "dataset: orders"))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot publish " + location + ": another deployment's is there. Delete it, then deploy again");
        assertThat(warehouse.asked).isEmpty();
        assertThat(s3.texts()).isEqualTo(Map.of(location, "of a function that is no more"));
    }

    @Test
    void theJarThatAnotherDeploymentPublishesMeanwhileIsNotTakenForThisOnes() {
        s3.put(CONTRACT, "mine");
        s3.beforeNextWrite(() -> s3.put("s3://artefacts/jobs/7/ConvertBatch.scala", "another"));
        assertThatThrownBy(() -> provision(7, "dataset: orders"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot publish s3://artefacts/jobs/7/ConvertBatch.scala:"
                        + " another deployment's is there. Delete it, then deploy again");
    }

    @Test
    void aScriptIsPublishedAlsoWhenTheAnswerIsLost() throws IOException {
        s3.put(CONTRACT, "mine");
        s3.loseNextAnswer();
        assertThat(provision(7, "dataset: orders").jobsJar()).hasToString(JAR);
    }

    @Test
    void aScriptThatComesAndGoesIsSaid() {
        s3.put(CONTRACT, "mine");
        s3.refuseNextWrite(412);
        assertThatThrownBy(() -> provision(7, "dataset: orders"))
                .isInstanceOf(TransientException.class)
                .hasMessage(
                        "Cannot publish s3://artefacts/jobs/7/ConvertBatch.scala: somebody deleted it. Deploy again");
    }

    @Test
    void theLedgerAndTheExternalSchemaAreMadeEachByItself() throws IOException {
        provision(7, "dataset: orders");
        assertThat(warehouse.statements())
                .containsExactly(
                        "CREATE SCHEMA IF NOT EXISTS \"waybill\"",
                        "CREATE TABLE IF NOT EXISTS \"waybill\".\"batch\" (",
                        "CREATE TABLE IF NOT EXISTS \"waybill\".\"check_result\" (",
                        COLUMNS,
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
                .hasSize(6);
    }

    @Test
    void anOlderLedgerGetsTheColumnsThatItLacks() throws IOException {
        warehouse.lacks("supersedes");
        warehouse.lacks("undone_at");
        provision(7, "dataset: orders");
        assertThat(warehouse.statements())
                .filteredOn(statement -> statement.startsWith("ALTER"))
                .containsExactly(
                        "ALTER TABLE \"waybill\".\"batch\" ADD COLUMN \"supersedes\" varchar(80)",
                        "ALTER TABLE \"waybill\".\"batch\" ADD COLUMN \"undone_at\" timestamp");
    }

    @Test
    void aColumnThatALoadAddsMeanwhileIsLookedForAgain() throws IOException {
        warehouse.lacks("supersedes");
        warehouse.failAt("ALTER", "ERROR: column \"supersedes\" of relation \"batch\" already exists");
        provision(7, "dataset: orders");
        assertThat(warehouse.statements())
                .containsSubsequence(
                        "ALTER TABLE \"waybill\".\"batch\" ADD COLUMN \"supersedes\" varchar(80)", COLUMNS);
    }

    @Test
    void aLedgerOfAnotherOwnerIsSaid() {
        warehouse.lacks("supersedes");
        warehouse.failAt("ALTER", "ERROR: must be owner of relation batch");
        assertThatThrownBy(() -> provision(7, "dataset: orders"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse failed at \"Add the ledger's column supersedes\":"
                        + " ERROR: must be owner of relation batch");
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

    private static Deadline passed() {
        Instant start = Instant.parse("2026-11-25T10:00:00Z");
        return new Deadline(start, Clock.fixed(start, ZoneOffset.UTC), duration -> {});
    }

    @Test
    void aWarehouseThatNeverAnswersIsGivenUpInTime() {
        warehouse.sleep();
        assertThatThrownBy(() -> provision(7, "dataset: orders", passed()))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse was not ready in the time that this function has."
                        + " Look whether it is available, then deploy again");
    }

    @Test
    void aWarehouseThatIsGivenUpIsQuoted() {
        warehouse.failNext("ERROR: connection limit \"500\" exceeded");
        assertThatThrownBy(() -> provision(7, "dataset: orders", passed()))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The warehouse was not ready in the time that this function has."
                        + " Look whether it is available, then deploy again."
                        + " The last failure: The warehouse failed at \"Waybill's own schema\":"
                        + " ERROR: connection limit \"500\" exceeded");
    }

    @Test
    void timeThatIsOverElsewhereIsNotTheWarehouses() {
        s3.refuseNextWrite(409);
        assertThatThrownBy(() -> provision(7, "dataset: orders", passed()))
                .isInstanceOf(TerminalException.class)
                .hasMessage("The time that this function has is over. Deploy again");
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
        s3.put(CONTRACT, "mine");
        s3.failWrites((S3Exception)
                S3Exception.builder().statusCode(403).message("Access Denied").build());
        assertThatThrownBy(() -> provision(7, "dataset: orders"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot write s3://artefacts/jobs/7/ConvertBatch.scala: Access Denied");
    }

    @Test
    void aPackageWithoutTheJarSaysSo() throws IOException {
        Cargo cargo = Packed.of(folder, "7", "dataset: orders");
        Files.delete(folder.resolve("waybill-jobs.jar"));
        assertThatThrownBy(() -> new Provision(s3, warehouse, cargo, duration -> {})
                        .run(ProvisionProperties.of(version(7), Map.of())))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot publish waybill-jobs.jar: this package does not have it."
                        + " Deploy the package that ./mvnw package makes of functions/provision");
    }
}
