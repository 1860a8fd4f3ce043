package dev.waybill.local.spark;

import dev.waybill.local.s3.LocalS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Spark of this process, which reads {@code s3://} from the local S3. It starts with the first job that needs it. */
public final class LocalSpark implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSpark.class);

    private final LocalS3 s3;
    private final Path scratch;
    private final Map<String, Object> settings;
    private @Nullable SparkSession session;

    /**
     * Prepares Spark without starting it.
     *
     * @param scratch where shuffles and temporary files go
     */
    public LocalSpark(LocalS3 s3, Path scratch) {
        this(s3, scratch, Map.of());
    }

    /**
     * Prepares Spark with settings that go before its own.
     *
     * @param settings Spark's own names and values
     */
    public LocalSpark(LocalS3 s3, Path scratch, Map<String, Object> settings) {
        this.s3 = s3;
        this.scratch = scratch;
        this.settings = Map.copyOf(settings);
    }

    /** Starts Spark beside what else is starting; whoever needs it first waits for it. */
    public void startEarly() {
        Thread start = new Thread(this::session, "spark-start");
        start.setDaemon(true);
        start.setUncaughtExceptionHandler(
                (thread, e) -> LOG.debug("Spark didn't start early. Who needs it starts it, and is told", e));
        start.start();
    }

    public synchronized SparkSession session() {
        if (session == null) {
            session = SparkSession.builder()
                    .master("local[*]")
                    .appName("waybill")
                    .config("spark.ui.enabled", false)
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.local.dir", scratch.toString())
                    .config(
                            "spark.sql.warehouse.dir",
                            scratch.resolve("warehouse").toString())
                    .config("spark.sql.catalogImplementation", "in-memory")
                    .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
                    .config("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
                    .config("spark.hadoop.fs.s3a.endpoint", s3.endpoint().toString())
                    .config("spark.hadoop.fs.s3a.endpoint.region", LocalS3.REGION.id())
                    .config("spark.hadoop.fs.s3a.path.style.access", true)
                    .config("spark.hadoop.fs.s3a.connection.ssl.enabled", false)
                    .config(
                            "spark.hadoop.fs.s3a.aws.credentials.provider",
                            "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider")
                    .config("spark.hadoop.fs.s3a.access.key", s3.credentials().id())
                    .config("spark.hadoop.fs.s3a.secret.key", s3.credentials().secret())
                    // An error of an S3 in this process, such as a full disk, doesn't pass in the minutes that S3A
                    // would try.
                    .config("spark.hadoop.fs.s3a.attempts.maximum", 2)
                    .config("spark.hadoop.fs.s3a.retry.limit", 2)
                    .config("spark.hadoop.fs.s3a.buffer.dir", scratch.toString())
                    .config(settings)
                    .getOrCreate();
        }
        return session;
    }

    // Hadoop keeps a file system for each bucket, which would go on asking this S3's port when the next one has
    // another.
    private static void forgetFileSystems() {
        try {
            FileSystem.closeAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the connections to S3: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.stop();
            session = null;
            forgetFileSystems();
        }
    }
}
