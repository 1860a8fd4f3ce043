import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.convert.ConvertBatch;
import dev.waybill.convert.ConvertBatchSettings;
import dev.waybill.local.glue.LocalGlue;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Runs one contender some times in this process; prints a line for each run:
 * {@code RESULT seconds cpuSeconds rows peakHeapMegabytes}.
 *
 * <p>Arguments: contender ({@code waybill} or {@code pattern}), home, contract, file, format, runs.
 */
final class Contenders {
    private static final Hour HOUR = Hour.of(2026, 11, 22, 10);
    private static final String FOLDER = "trades/2026/11/22/10/";

    public static void main(String[] arguments) throws Exception {
        String contender = arguments[0];
        Path home = Path.of(arguments[1]).toAbsolutePath();
        int runs = Integer.parseInt(arguments[5]);
        SparkSession spark = spark(home);
        try (LocalS3 s3 = LocalS3.start(home.resolve("s3"), "manifest.json", event -> {})) {
            LocalGlue glue = new LocalGlue(home.resolve("catalog"));
            S3Location receipt = deliver(s3, glue, Path.of(arguments[2]), Path.of(arguments[3]));
            for (int run = 1; run <= runs; run++) {
                System.gc();
                resetPeak();
                long cpu = cpu();
                long start = System.nanoTime();
                long rows = contender.equals("waybill")
                        ? waybill(spark, s3, glue, receipt)
                        : pattern(spark, home, Path.of(arguments[3]), run);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "RESULT %.3f %.3f %d %d%n", seconds, (cpu() - cpu) / 1e9, rows, peak() >> 20);
            }
        }
        spark.stop();
        System.exit(0);
    }

    /** S3's files are read where they lie: DuckDB reads them so, too, and the server's time isn't anybody's. */
    private static SparkSession spark(Path home) {
        SparkSession.Builder builder = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", home.resolve("spark").toString())
                .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
                .config("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.viewfs.ViewFileSystemOverloadScheme");
        for (String bucket : List.of("source", "processed", "contracts")) {
            builder.config(
                    "spark.hadoop.fs.viewfs.mounttable." + bucket + ".linkFallback",
                    home.resolve("s3/buckets").resolve(bucket).toUri().toString());
        }
        return builder.getOrCreate();
    }

    private static S3Location deliver(LocalS3 s3, LocalGlue glue, Path contractFile, Path file) throws IOException {
        for (String bucket : List.of("source", "processed", "contracts")) {
            s3.createBucket(bucket);
        }
        glue.registerCrawler("crawler", "source");
        glue.announce("crawler", new S3Location("source", FOLDER));
        glue.startCrawler(request -> request.name("crawler"));
        glue.getCrawler(request -> request.name("crawler"));
        byte[] yaml = Files.readAllBytes(contractFile);
        Contract contract = ContractParser.parse(yaml, "trades.yaml");
        S3Location url = new S3Location("source", FOLDER + file.getFileName());
        put(s3, new S3Location("contracts", "trades.yaml"), RequestBody.fromBytes(yaml));
        put(s3, url, RequestBody.fromFile(file));
        HeadObjectResponse object = s3.client().headObject(request -> request.bucket(url.bucket()).key(url.key()));
        Delivery delivery = new Delivery(
                BatchId.of(contract.dataset(), HOUR, List.of(url.toString())),
                contract.dataset(),
                "bench",
                HOUR,
                Instant.parse("2026-11-22T11:00:00Z"),
                new S3Location("source", FOLDER + "manifest.json"),
                new S3Location("contracts", "trades.yaml"),
                new S3Location("processed", ""),
                OptionalLong.empty(),
                List.of(new DeliveredFile(
                        url, object.eTag().replace("\"", ""), object.contentLength(), OptionalLong.empty())),
                List.of(),
                Optional.empty());
        put(s3, delivery.folders().deliveryReceipt(), RequestBody.fromString(ReceiptJson.write(delivery)));
        return delivery.folders().deliveryReceipt();
    }

    private static void put(LocalS3 s3, S3Location location, RequestBody content) {
        s3.client().putObject(request -> request.bucket(location.bucket()).key(location.key()), content);
    }

    private static long waybill(SparkSession spark, LocalS3 s3, LocalGlue glue, S3Location receipt) {
        ConversionReceipt converted = new ConvertBatch(
                        spark, s3.client(), glue, new ConvertBatchSettings("source", "processed"))
                .run(receipt);
        if (!converted.accepted()) {
            throw new IllegalStateException(String.join("; ", converted.reasons()));
        }
        return converted.staged();
    }

    /** What a reader of the AWS pattern writes: types guessed, the newest row by a window, counts in jobs of their own. */
    private static long pattern(SparkSession spark, Path home, Path file, int run) {
        Dataset<Row> read = spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(file.toUri().toString());
        long before = read.count();
        Dataset<Row> newest = read.withColumn(
                        "_rank",
                        functions.row_number()
                                .over(Window.partitionBy("trade_id").orderBy(functions.col("updated_at").desc())))
                .filter("_rank = 1")
                .drop("_rank");
        long after = newest.count();
        newest.write().mode("overwrite").parquet(home.resolve("pattern-" + run).toString());
        return after;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void resetPeak() {
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static java.util.stream.Stream<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }
}
