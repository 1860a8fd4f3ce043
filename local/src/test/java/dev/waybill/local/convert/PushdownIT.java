package dev.waybill.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.start.Announcement;
import dev.waybill.start.StartBatch;
import dev.waybill.start.StartBatchSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** The work of one batch doesn't grow with what the bucket and the catalog hold already: its requests are counted. */
class PushdownIT {
    /** The bucket is named `source`, which is a prefix and a system as any source bucket has them. */
    private static final String ORDERS = """
            dataset: orders
            source: { system: ce, format: csv }
            columns: { id: { type: integer, required: true }, item: varchar(10), at: timestamp }
            key: [id]
            newest: at
            target: { table: shop.orders, sortkey: [at] }
            quality: { max_rejected: 50% }
            """;

    private static final String ROWS = "id,item,at\n1,pen,2026-11-22T08:00:00Z\nx,,\n";
    private static final LocalDateTime FIRST = LocalDateTime.of(2020, 1, 1, 0, 0);

    @TempDir
    static Path home;

    private static ConversionBench bench;
    private static S3Client s3;
    private static int seeded;

    @BeforeAll
    static void start() {
        bench = new ConversionBench(
                home, Map.of("spark.hadoop.fs.s3a.audit.execution.interceptors", CountedRequests.class.getName()));
        bench.s3().createBucket("processed-ce");
        s3 = S3Client.builder()
                .endpointOverride(bench.s3().endpoint())
                .region(LocalS3.REGION)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        bench.s3().credentials().id(), bench.s3().credentials().secret())))
                .overrideConfiguration(options -> options.addExecutionInterceptor(new CountedRequests("SDK")))
                .build();
    }

    @AfterAll
    static void stop() {
        s3.close();
        bench.close();
    }

    @Test
    void oneBatchAsksS3AndTheCatalogAsOftenWhateverHoursThereAreBesideIt() throws IOException {
        // The first batch also makes the tables and the folders above its own.
        requestsOfOneBatch(0);
        seed(10);
        List<String> few = requestsOfOneBatch(1);
        seed(1000);
        List<String> more = requestsOfOneBatch(2);
        seed(10_000);
        List<String> many = requestsOfOneBatch(3);

        assertThat(hoursInCatalog()).isEqualTo(10_004);
        Map<String, Long> counts = Map.of(
                "Glue getPartitions", 1L,
                "Glue getTable", 1L,
                "Glue createPartition", 1L,
                "StartBatch GetObject", 2L,
                "StartBatch ListObjectsV2", 1L,
                "StartBatch PutObject", 1L,
                "ConvertBatch GetObject", 3L,
                "ConvertBatch ListObjectsV2", 5L,
                "ConvertBatch PutObject", 2L);
        for (List<String> requests : List.of(few, more, many)) {
            assertThat(counts(requests)).isEqualTo(counts);
            // Of Spark's own, a few come twice or not: S3A looks ahead while it renames. What it asks for is the same.
            assertThat(spark(requests)).isEqualTo(spark(few));
            assertThat(requests.size()).isBetween(few.size() - 5, few.size() + 5);
        }
    }

    private static Map<String, Long> counts(List<String> requests) {
        return requests.stream()
                .filter(request -> !request.startsWith("Spark"))
                .map(request -> request.split(" /", 2)[0])
                .collect(Collectors.groupingBy(request -> request, Collectors.counting()));
    }

    private static Set<String> spark(List<String> requests) {
        return requests.stream().filter(request -> request.startsWith("Spark")).collect(Collectors.toSet());
    }

    /** What start-batch and the conversion of one batch of two small files ask, without the crawl between them. */
    private static List<String> requestsOfOneBatch(int number) {
        Hour hour = Hour.of(2026, 11, 22, number);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.csv", bytes(ROWS));
        files.put("b.csv", bytes(ROWS));
        Delivery delivery = bench.deliver(ORDERS, hour, files, OptionalLong.empty());
        CountedRequests.take();
        startBatch(delivery);
        List<String> requests = new ArrayList<>();
        CountedRequests.take().forEach(request -> requests.add(request.replace("SDK ", "StartBatch ")));
        assertThat(bench.convert(delivery, s3, CountedRequests.counted(bench.glue()))
                        .reasons())
                .isEmpty();
        CountedRequests.take().forEach(request -> requests.add(request.replace("SDK ", "ConvertBatch ")));
        return requests.stream().map(request -> unnamed(request, delivery)).toList();
    }

    /** The request without the names that are new in each batch and each run. */
    private static String unnamed(String request, Delivery delivery) {
        return request.replace(delivery.batch().toString(), "BATCH")
                .replaceAll("2026/11/22/\\d\\d", "HOUR")
                .replaceAll("hour=\\d\\d", "HOUR")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "JOB")
                .replaceAll("run=[0-9a-f]{8}", "RUN")
                .replaceAll("(attempt|task)_\\d+_\\d+_m_\\d+(_\\d+)?", "$1");
    }

    private static void startBatch(Delivery delivery) {
        bench.put(delivery.manifest(), bytes("{\"entries\":[{\"url\":\"a.csv\"},{\"url\":\"b.csv\"}]}"));
        SfnClient states = Mockito.mock(SfnClient.class);
        Mockito.when(states.startExecution(
                        ArgumentMatchers.<java.util.function.Consumer<StartExecutionRequest.Builder>>any()))
                .thenReturn(StartExecutionResponse.builder().executionArn("arn").build());
        StartBatchSettings settings = StartBatchSettings.fromEnvironment(Map.of(
                "STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:load-batch",
                "CONTRACTS", "s3://contracts/",
                "SOURCE_BUCKET_PREFIX", "sour",
                "PROCESSED_BUCKET_PREFIX", "processed-"));
        new StartBatch(s3, states, settings).start(new Announcement(delivery.manifest(), Optional.empty()));
    }

    /** Hours as the source and the crawler would have left them, written where S3 and the catalog keep them. */
    private static void seed(int hours) throws IOException {
        Path catalog = home.resolve("catalog/databases");
        Path buckets = home.resolve("s3/buckets");
        for (; seeded < hours; seeded++) {
            LocalDateTime time = FIRST.plusHours(seeded);
            List<String> values = List.of("%tY", "%tm", "%td", "%tH").stream()
                    .map(part -> part.formatted(time))
                    .toList();
            String folder = "orders/" + String.join("/", values) + "/";
            write(buckets.resolve("source/" + folder + "a.csv"), ROWS);
            write(
                    catalog.resolve("source/orders/partitions/" + String.join(",", values) + ".json"),
                    partition(values, "s3://source/" + folder));
        }
    }

    private static String partition(List<String> values, String location) {
        return "{\"values\":[\"" + String.join("\",\"", values) + "\"],\"location\":\"" + location + "\"}";
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static int hoursInCatalog() {
        String[] partitions = home.resolve("catalog/databases/source/orders/partitions")
                .toFile()
                .list();
        return partitions == null ? 0 : partitions.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
