package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.cli.Shell.Ran;
import dev.waybill.local.home.Home;
import dev.waybill.local.pipeline.PipelineListener;
import dev.waybill.local.s3.LocalCredentials;
import dev.waybill.local.up.Ports;
import dev.waybill.local.up.RunningPipeline;
import dev.waybill.local.up.StayingPipeline;
import dev.waybill.operate.Deployment;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The commands with {@code --aws}: a stack is found by its outputs, with credentials, region and endpoints of an AWS profile, and its
 * services are asked over their own protocols. They are those of a pipeline on this machine.
 */
@TestMethodOrder(OrderAnnotation.class)
class AwsCommandsIT {
    private static final List<String> PROPERTIES = List.of(
            "aws.configFile",
            "aws.sharedCredentialsFile",
            "aws.disableEc2Metadata",
            "aws.accessKeyId",
            "aws.secretAccessKey");
    private static final String CONTRACT = """
            dataset: orders
            source: { system: shop, format: csv }
            columns: { id: integer, item: varchar(10) }
            key: id
            target: { table: sales.orders }
            quality: { max_rejected: 50% }
            cadence: { every: 6 hours }
            """;

    @TempDir
    static Path folder;

    private static final Map<String, String> SERVICES = new LinkedHashMap<>();
    private static StayingPipeline pipeline;
    private static AwsStandIn aws;
    private static LocalCredentials credentials;
    private static String batch = "";
    private static String rejected = "";

    @BeforeAll
    static void start() throws IOException {
        Path contract = Files.writeString(folder.resolve("orders.yaml"), CONTRACT);
        Path hour = Files.createDirectories(folder.resolve("in/2026/11/22/10"));
        Files.writeString(hour.resolve("a.csv"), "id,item\n1,pen\nx,lid\n");
        Path home = folder.resolve("home");
        Path worse = Files.createDirectories(folder.resolve("in/2026/11/22/11"));
        Files.writeString(worse.resolve("a.csv"), "id,item\ny,cap\n");
        Ran loaded = Shell.run(
                "load", "--json", contract.toString(), hour.toString(), worse.toString(), "--home", home.toString());
        assertThat(loaded.exitCode()).as(loaded.err()).isEqualTo(ExitCode.REJECTED);
        List<String> lines = loaded.out().lines().toList();
        batch = ReceiptJson.mapper().readTree(lines.get(0)).path("batch").asText();
        rejected = ReceiptJson.mapper().readTree(lines.get(1)).path("batch").asText();
        pipeline = StayingPipeline.start(Home.open(home), new Ports(0, 0, 0), PipelineListener.NONE);
        pipeline.open();
        Deployment parts = pipeline.deployment();
        aws = new AwsStandIn(
                "loads",
                Map.of(
                        "StateMachineArn", parts.stateMachineArn(),
                        "Contracts", parts.contracts().toString(),
                        "SourceBucketPrefix", parts.sourceBucketPrefix(),
                        "ProcessedBucketPrefix", parts.processedBucketPrefix(),
                        "WarehouseWorkgroup", "waybill",
                        "WarehouseDatabase", "dev"));
        credentials = pipeline.credentials();
        String api =
                "http://127.0.0.1:" + RunningPipeline.on(home).orElseThrow().apiPort();
        SERVICES.put("cloudformation", aws.cloudFormation());
        SERVICES.put("s3", pipeline.s3Endpoint());
        SERVICES.put("sfn", api);
        SERVICES.put("redshift_data", api);
        System.setProperty("aws.configFile", folder.resolve("config").toString());
        System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
        System.setProperty("aws.disableEc2Metadata", "true");
        // As those that were exported for another pipeline: a profile that is named goes before them.
        System.setProperty("aws.accessKeyId", "AKIAOTHER");
        System.setProperty("aws.secretAccessKey", "other");
    }

    @AfterAll
    static void stop() {
        PROPERTIES.forEach(System::clearProperty);
        aws.close();
        pipeline.close();
    }

    /** A profile as the AWS CLI has them. */
    private static void profile(String id, Map<String, String> services) throws IOException {
        StringBuilder config = new StringBuilder("""
                [profile ops]
                region = us-east-1
                aws_access_key_id = %s
                aws_secret_access_key = %s
                services = here
                [profile nobody]
                region = us-east-1
                [services here]
                """.formatted(id, credentials.secret()));
        services.forEach((service, endpoint) -> config.append(service)
                .append(" =\n  endpoint_url = ")
                .append(endpoint)
                .append('\n'));
        Files.writeString(folder.resolve("config"), config);
    }

    private static Ran waybill(String... arguments) throws IOException {
        profile(credentials.id(), SERVICES);
        return onStack(arguments);
    }

    private static Ran onStack(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--aws", "--stack-name", "loads", "--profile", "ops"));
        return Shell.run(all.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void aStackIsLookedAt() throws IOException {
        Ran status = waybill("status");
        assertThat(status.out()).as(status.err()).contains("orders   sales.orders  2026-11-22T10");
        assertThat(waybill("batch", batch).out())
                .startsWith(batch + ": loaded\n")
                .contains("read 2 = rejected 1 + superseded 0 + staged 1")
                .contains(" → Loaded")
                .endsWith("./waybill undo " + batch + " --aws --stack-name loads --profile ops\n");
        assertThat(waybill("missing", "--json", "--since", "1 hours").err()).isEmpty();
        assertThat(waybill("quarantine", "list").out()).contains(batch);
        assertThat(waybill("quarantine", "show", batch).out()).startsWith("a.csv:3\n  id: 'x' is not an integer");
    }

    @Test
    @Order(2)
    void rejectedRowsOfAStackAreCorrectedAndDelivered() throws IOException {
        Path out = folder.resolve("out");
        Ran exported = waybill("quarantine", "export", batch, out.toString());
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        Files.writeString(out.resolve("a.csv"), "id,item\n7,lid\n");

        Ran resubmitted = waybill("quarantine", "resubmit", "--yes", batch, out.toString());

        assertThat(resubmitted.exitCode()).as(resubmitted.err()).isZero();
        assertThat(resubmitted.out()).contains(": loaded\n", "\n a.csv     1         0\n");
    }

    @Test
    @Order(3)
    void aBatchOfAStackIsRunAgain() throws IOException {
        Ran again = waybill("replay", "--yes", rejected);
        assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.REJECTED);
        assertThat(again.out()).startsWith(rejected + ": ConvertBatch rejected the batch: 1 of 1 record is rejected");
        assertThat(waybill("batch", "--json", rejected).out()).contains("\"name\":\"" + rejected + "-1\"");
    }

    @Test
    @Order(4)
    void aBatchOfAStackIsTakenBack() throws IOException {
        Ran undone = waybill("undo", "--yes", batch);
        assertThat(undone.out()).as(undone.err()).contains(batch + "  taken back        1         0              0");
        assertThat(waybill("replay", batch).out()).contains(batch + "  nothing  it was taken back at ");
    }

    @ParameterizedTest
    @CsvSource({
        "cloudformation, query, Cannot look up the stack loads: ",
        "s3, xml, Cannot list the contracts in s3://",
        "sfn, json, Cannot list the executions of arn:aws:states:",
        "redshift_data, json, Cannot "
    })
    void aMissingPermissionIsNamedWithThePolicyThatHasIt(String service, String protocol, String attempt)
            throws IOException {
        Map<String, String> services = new LinkedHashMap<>(SERVICES);
        services.put(service, aws.denying(protocol));
        profile(credentials.id(), services);

        Ran ran = onStack("status");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err())
                .startsWith("waybill: " + attempt)
                .contains("User: arn:aws:iam::123456789012:user/ann is not authorized to perform: the call")
                .endsWith(
                        "Your AWS identity lacks this permission. The stack has policies with all that these commands need: attach"
                                + " the one of its output LookPolicyArn to who may look, and that of OperatePolicyArn, too, to who may replay,"
                                + " undo and resubmit\n");
    }

    @Test
    void credentialsThatAwsDoesNotKnowAreSaidToBeUnknown() throws IOException {
        profile("AKIAUNKNOWN", SERVICES);

        Ran ran = onStack("status");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err())
                .startsWith("waybill: Cannot list the contracts in s3://")
                .endsWith(
                        "AWS doesn't know these credentials. Name others with --profile, or correct AWS_PROFILE or AWS_ACCESS_KEY_ID\n");
    }

    @Test
    void aStackThatIsNotThereAndCredentialsThatAreNotThereAreSaid() throws IOException {
        profile(credentials.id(), SERVICES);
        assertThat(Shell.run("status", "--aws", "--profile", "ops").err())
                .isEqualTo(
                        "waybill: There is no stack waybill in this account and region. Name it with --stack-name, or another"
                                + " place with --region or --profile\n");
        assertThat(Shell.run("status", "--aws", "--profile", "nobody").err())
                .isEqualTo(
                        "waybill: There are no AWS credentials in the profile nobody. Log in as for the AWS CLI (aws configure, aws sso login), or"
                                + " name a profile with --profile or AWS_PROFILE. --debug shows where they were looked for\n");
    }
}
