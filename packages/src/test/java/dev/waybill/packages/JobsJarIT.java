package dev.waybill.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The deployed jar of the jobs as Glue runs it: the script is compiled, and its object is started with Glue's arguments in a
 * Java that has Spark, Hadoop and an AWS SDK of its own.
 */
class JobsJarIT {
    private static final DeployedJar JAR = DeployedJar.of("jobs", "waybill-jobs");
    private static final String FOLDER = "s3://waybill-source-123456789012-shop/orders/2026/11/22/10/";
    private static final String CONTRACT = """
            dataset: orders
            source: { system: shop, format: csv }
            columns:
              id: { type: integer, required: true }
              item: varchar(10)
            target: { table: shop.orders, mode: append }
            quality: { max_rejected: 50% }
            """;

    @TempDir
    static Path folder;

    private static LocalAws aws;
    private static CannedService glue;
    private static CannedService dataApi;
    private static Delivery delivery;

    @BeforeAll
    static void start() throws Exception {
        aws = new LocalAws(folder.resolve("s3"));
        glue = new CannedService()
                .answer("GetPartitions", """
                        {"Partitions": [{"Values": ["2026", "11", "22", "10"], "DatabaseName": "waybill_source",
                          "TableName": "orders", "StorageDescriptor": {"Location": "%s"}}]}""".formatted(FOLDER))
                .answer("GetTable", """
                        {"Table": {"Name": "orders", "DatabaseName": "waybill_processed", "VersionId": "3",
                          "PartitionKeys": [{"Name": "year", "Type": "string"}],
                          "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "int"}]}}}""")
                .answer("UpdateTable", "{}")
                .answer("CreatePartition", "{}");
        dataApi = new CannedService()
                .answer("ListStatements", "{\"Statements\": []}")
                .refuse("ExecuteStatement", "ValidationException");
        delivery = deliver();
        compileScripts();
    }

    @AfterAll
    static void stop() {
        dataApi.close();
        glue.close();
        aws.close();
    }

    private static Delivery deliver() {
        byte[] file = "id,item\n1,pen\n2,ink\nx,bad\n".getBytes(StandardCharsets.UTF_8);
        S3Location url = S3Location.parse(FOLDER + "a.csv");
        aws.put(url.toString(), file);
        String etag = aws.s3
                .client()
                .headObject(request -> request.bucket(url.bucket()).key(url.key()))
                .eTag()
                .replace("\"", "");
        Contract contract = ContractParser.parse(CONTRACT.getBytes(StandardCharsets.UTF_8), "orders.yaml");
        Hour hour = Hour.of(2026, 11, 22, 10);
        Delivery made = new Delivery(
                BatchId.of(contract.dataset(), hour, List.of("one")),
                contract.dataset(),
                "shop",
                hour,
                Instant.parse("2026-11-22T10:30:00Z"),
                S3Location.parse(FOLDER + "manifest.json"),
                S3Location.parse("s3://artefacts/contracts/orders.yaml"),
                S3Location.parse("s3://waybill-processed-123456789012-shop/"),
                OptionalLong.empty(),
                List.of(new DeliveredFile(url, etag, file.length, OptionalLong.empty())),
                List.of(),
                Optional.empty());
        aws.put(made.contract().toString(), CONTRACT.getBytes(StandardCharsets.UTF_8));
        aws.put(
                made.folders().deliveryReceipt().toString(),
                ReceiptJson.write(made).getBytes(StandardCharsets.UTF_8));
        return made;
    }

    private static void compileScripts() throws Exception {
        Files.createDirectories(folder.resolve("scripts"));
        String scala = classPath(entry -> entry.getFileName().toString().startsWith("scala-"));
        JavaProcess compiler = JavaProcess.start(
                Path.of("").toAbsolutePath(),
                folder.resolve("compiler"),
                Map.of(),
                List.of(
                        "-cp",
                        scala,
                        "scala.tools.nsc.Main",
                        "-classpath",
                        JAR.jar() + File.pathSeparator + scala,
                        "-d",
                        folder.resolve("scripts").toString(),
                        "../jobs/glue/ConvertBatch.scala",
                        "../jobs/glue/LoadBatch.scala"));
        assertThat(compiler.exitCode()).as(compiler.printed()).isZero();
    }

    private static String classPath(Predicate<Path> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> wanted.test(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What is there beside our jar: no module of ours, and nothing that only we need. */
    private static boolean isGlues(Path entry) {
        String name = entry.getFileName().toString();
        return name.endsWith(".jar")
                && !name.contains("waybill")
                && !name.contains("json-schema-validator")
                && !name.contains("snakeyaml");
    }

    private static JavaProcess run(String entry, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList());
        spark().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator,
                folder.resolve("scripts").toString(),
                classPath(JobsJarIT::isGlues),
                JAR.jar().toString()));
        command.add(entry);
        command.addAll(
                List.of("--JOB_NAME", "waybill-" + entry, "--job-language", "scala", "--enable-metrics", "true"));
        command.addAll(List.of(arguments));
        return JavaProcess.start(folder, Files.createTempFile(folder, entry, ".out"), environment, command);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_ENDPOINT_URL_GLUE", glue.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_REDSHIFT_DATA", dataApi.endpoint().toString());
        return environment;
    }

    /** What Glue sets for its Spark, and where S3 is. */
    private static Map<String, String> spark() {
        return Map.of(
                "spark.master", "local[1]",
                "spark.ui.enabled", "false",
                "spark.driver.host", "127.0.0.1",
                "spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem",
                "spark.hadoop.fs.s3a.endpoint", aws.s3.endpoint().toString(),
                "spark.hadoop.fs.s3a.endpoint.region", "us-east-1",
                "spark.hadoop.fs.s3a.path.style.access", "true",
                "spark.hadoop.fs.s3a.access.key", aws.s3.credentials().id(),
                "spark.hadoop.fs.s3a.secret.key", aws.s3.credentials().secret(),
                "spark.sql.shuffle.partitions", "1");
    }

    private static JavaProcess convert(S3Location deliveryReceipt, Map<String, String> environment) throws IOException {
        return run(
                "ConvertBatch",
                environment,
                "--delivery",
                deliveryReceipt.toString(),
                "--source_database",
                "waybill_source",
                "--processed_database",
                "waybill_processed");
    }

    private static JavaProcess load(S3Location deliveryReceipt) throws IOException {
        return run(
                "LoadBatch",
                environment(),
                "--delivery",
                deliveryReceipt.toString(),
                "--workgroup",
                "waybill",
                "--database",
                "waybill");
    }

    @Test
    void aDeliveryIsConvertedAndItsLoadReachesTheWarehouse() throws Exception {
        S3Location receipt = delivery.folders().deliveryReceipt();
        JavaProcess converted = convert(receipt, environment());
        assertThat(converted.exitCode()).as(converted.printed()).isZero();
        ConversionReceipt conversion = ReceiptJson.read(
                aws.text(delivery.folders().conversionReceipt().toString()).getBytes(StandardCharsets.UTF_8),
                ConversionReceipt.class,
                "conversion");
        assertThat(conversion.accepted()).isTrue();
        assertThat(List.of(conversion.read(), conversion.rejected(), conversion.staged()))
                .containsExactly(3L, 1L, 2L);
        assertThat(glue.requests())
                .anySatisfy(request ->
                        assertThat(request).startsWith("GetPartitions ").contains("waybill_source"))
                .anySatisfy(request ->
                        assertThat(request).startsWith("UpdateTable ").contains("\"VersionId\":\"3\""))
                .anySatisfy(request ->
                        assertThat(request).startsWith("CreatePartition ").contains("waybill_processed"));

        JavaProcess loaded = load(receipt);
        assertThat(loaded.exitCode()).isNotZero();
        assertThat(dataApi.requests())
                .anySatisfy(request -> assertThat(request)
                        .startsWith("ListStatements ")
                        .contains("\"StatementName\":\"waybill-" + delivery.batch() + "\""))
                .anySatisfy(request ->
                        assertThat(request).startsWith("ExecuteStatement ").contains("waybill"));
        assertThat(loaded.printed()).contains("dev.waybill.error.TerminalException: Cannot run \"");
    }

    @Test
    void aDeliveryThatIsNotThereIsSaid() throws Exception {
        S3Location none = S3Location.parse("s3://waybill-processed-123456789012-shop/_receipts/none/delivery.json");
        requireSaid(convert(none, environment()), none);
        requireSaid(load(none), none);
    }

    private static void requireSaid(JavaProcess job, S3Location none) throws InterruptedException {
        assertThat(job.exitCode()).isNotZero();
        assertThat(job.printed())
                .contains("dev.waybill.error.TerminalException: Cannot read " + none + ": there is no such object");
    }

    /** A file that is gone: that much is said without Spark, whose own client of S3 isn't what is asked here. */
    @Test
    void onAwsWhatIsWrittenGoesWithItsChecksumUnderTheSessionsToken() throws Exception {
        try (CannedS3 s3 = new CannedS3();
                SessionCredentials credentials = new SessionCredentials()) {
            s3.put(delivery.contract().toString(), CONTRACT);
            s3.put(delivery.folders().deliveryReceipt().toString(), ReceiptJson.write(delivery));
            Map<String, String> environment = new HashMap<>(Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                    "AWS_ENDPOINT_URL_GLUE", glue.endpoint().toString()));
            credentials.toMachine(environment);
            JavaProcess converted = convert(delivery.folders().deliveryReceipt(), environment);
            assertThat(converted.exitCode()).as(converted.printed()).isZero();
            assertThat(s3.requests("PUT"))
                    .allSatisfy(CannedS3::requireChecksumAndToken)
                    .anySatisfy(put -> assertThat(put.body()).contains(FOLDER + "a.csv is gone"));
        }
    }
}
