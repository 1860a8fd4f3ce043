package dev.waybill.local.convert;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.convert.ConversionSizes;
import dev.waybill.convert.ConvertBatch;
import dev.waybill.convert.ConvertBatchSettings;
import dev.waybill.local.glue.LocalGlue;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.local.spark.LocalSpark;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.mockito.Mockito;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetCrawlerResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/** S3, Glue and Spark, to convert files that a test writes down. */
final class ConversionBench implements AutoCloseable {
    static final Hour HOUR = Hour.of(2026, 11, 22, 10);
    private static final String CRAWLER = "crawler";
    private final LocalS3 s3;
    private final LocalGlue glue;
    private final LocalSpark spark;

    ConversionBench(Path home) {
        this(home, Map.of());
    }

    /** With settings of Spark that go before the local ones. */
    ConversionBench(Path home, Map<String, Object> settings) {
        s3 = LocalS3.start(home.resolve("s3"), "manifest.json", event -> {});
        s3.createBucket("source");
        s3.createBucket("processed");
        s3.createBucket("contracts");
        glue = new LocalGlue(home.resolve("catalog"));
        glue.registerCrawler(CRAWLER, "source");
        spark = new LocalSpark(s3, home.resolve("spark"), settings);
    }

    /** Converts one delivery of these files, in this order. */
    ConversionReceipt convert(String yaml, Map<String, byte[]> files) {
        return convert(deliver(yaml, files, OptionalLong.empty()));
    }

    ConversionReceipt convert(Delivery delivery) {
        return convert(delivery, s3.client(), glue);
    }

    /** Converts with clients that somebody looks through. */
    ConversionReceipt convert(Delivery delivery, S3Client client, GlueClient catalog) {
        return new ConvertBatch(spark.session(), client, catalog, new ConvertBatchSettings("source", "processed"))
                .run(delivery.folders().deliveryReceipt());
    }

    ConversionReceipt convert(Delivery delivery, ConversionSizes sizes) {
        return new ConvertBatch(
                        spark.session(), s3.client(), glue, new ConvertBatchSettings("source", "processed"), sizes)
                .run(delivery.folders().deliveryReceipt());
    }

    /** Converts while somebody else does something: after the first look at the source, before anything is read. */
    ConversionReceipt convertWhile(Delivery delivery, Runnable meanwhile) {
        AtomicBoolean looked = new AtomicBoolean();
        S3Client meddled = (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    Object answer = invoke(method, s3.client(), arguments);
                    if (method.getName().equals("listObjectsV2Paginator") && !looked.getAndSet(true)) {
                        // Asked for before it is changed, and so answered as it was.
                        List<S3Object> objects = ((ListObjectsV2Iterable) answer)
                                .contents().stream().toList();
                        meanwhile.run();
                        ListObjectsV2Iterable frozen = Mockito.mock(ListObjectsV2Iterable.class);
                        Mockito.when(frozen.contents()).thenReturn(objects::iterator);
                        return frozen;
                    }
                    return answer;
                });
        return convert(delivery, meddled, glue);
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The receipt that a batch has now. */
    ConversionReceipt receipt(Delivery delivery) {
        S3Location location = delivery.folders().conversionReceipt();
        return ReceiptJson.read(new S3Documents(s3.client()).read(location), ConversionReceipt.class, location);
    }

    /** The keys of all objects below a folder. */
    List<String> keys(S3Location folder) {
        return s3
                .client()
                .listObjectsV2(request -> request.bucket(folder.bucket()).prefix(folder.key()))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    Delivery deliver(String yaml, Map<String, byte[]> files, OptionalLong declared) {
        return deliver(yaml, HOUR, files, declared);
    }

    Delivery deliver(String yaml, Hour hour, Map<String, byte[]> files, OptionalLong declared) {
        byte[] contractBytes = yaml.getBytes(StandardCharsets.UTF_8);
        Contract contract = ContractParser.parse(contractBytes, "contract");
        S3Location folder = new S3Location(
                "source", contract.dataset() + "/" + contract.source().layout().format(hour));
        List<DeliveredFile> delivered = new ArrayList<>();
        List<String> identity = new ArrayList<>();
        files.forEach((name, content) -> {
            S3Location url = folder.resolve(name);
            PutObjectResponse put = put(url, content);
            String etag = put.eTag().replace("\"", "");
            identity.add(name + etag);
            delivered.add(new DeliveredFile(url, etag, content.length, OptionalLong.empty()));
        });
        S3Location contractLocation = S3Location.parse("s3://contracts/" + contract.dataset() + ".yaml");
        put(contractLocation, contractBytes);
        Delivery delivery = new Delivery(
                BatchId.of(contract.dataset(), hour, identity),
                contract.dataset(),
                contract.source().system(),
                hour,
                Instant.parse("2026-11-22T10:30:00Z"),
                folder.resolve("manifest.json"),
                contractLocation,
                S3Location.parse("s3://processed/"),
                declared,
                delivered,
                List.of(),
                Optional.empty());
        put(delivery.folders().deliveryReceipt(), ReceiptJson.write(delivery).getBytes(StandardCharsets.UTF_8));
        crawl(folder);
        return delivery;
    }

    private void crawl(S3Location folder) {
        glue.announce(CRAWLER, folder);
        glue.startCrawler(request -> request.name(CRAWLER));
        GetCrawlerResponse running = glue.getCrawler(request -> request.name(CRAWLER));
        if (!running.crawler().stateAsString().equals("RUNNING")) {
            throw new IllegalStateException("The crawler doesn't run");
        }
    }

    PutObjectResponse put(S3Location location, byte[] content) {
        return s3.client()
                .putObject(
                        request -> request.bucket(location.bucket()).key(location.key()),
                        RequestBody.fromBytes(content));
    }

    void delete(S3Location location) {
        s3.client().deleteObject(request -> request.bucket(location.bucket()).key(location.key()));
    }

    /** The rows of the Parquet files below a folder, in the given order, as readable lines. */
    List<String> rows(S3Location folder, String orderBy, String... then) {
        Dataset<Row> rows = spark.session().read().parquet(folder.toString()).orderBy(orderBy, then);
        return rows.collectAsList().stream().map(row -> row.mkString("|")).toList();
    }

    LocalGlue glue() {
        return glue;
    }

    LocalS3 s3() {
        return s3;
    }

    SparkSession session() {
        return spark.session();
    }

    @Override
    public void close() {
        spark.close();
        glue.close();
        s3.close();
    }
}
