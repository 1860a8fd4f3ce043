package dev.waybill.local.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.WaybillException;
import dev.waybill.local.s3.LocalS3;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** A quarantine of 60,000 rows in several row groups, in a real S3. */
@TestInstance(Lifecycle.PER_CLASS)
class QuarantineReaderTest {
    private static final int ROWS = 60_000;
    private static final S3Location FOLDER = S3Location.parse("s3://waybill-processed-shop/_quarantine/orders/");
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message rejected {
              required binary file (STRING);
              required int64 position;
              required binary reasons (STRING);
              required binary raw (STRING);
              optional binary raw_bytes;
              required binary batch (STRING);
            }
            """);

    private LocalS3 s3;
    private final List<String> ranges = new ArrayList<>();
    private final S3Client watched = new Watched();

    /** The real one, whose reads are written down. */
    private final class Watched implements S3Client {
        @Override
        public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
            ranges.add(request.range());
            return s3.client().getObject(request, transformer);
        }

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            return s3.client().listObjectsV2(request);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // The real one is closed.
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        s3 = LocalS3.start(folder.resolve("s3"), ".none", event -> {});
        s3.createBucket(FOLDER.bucket());
        Path file = folder.resolve("part-00000.parquet");
        write(file);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            assertThat(reader.getRowGroups()).hasSizeGreaterThan(3);
        }
        S3Location target = FOLDER.resolve("part-00000.parquet");
        s3.client().putObject(request -> request.bucket(target.bucket()).key(target.key()), RequestBody.fromFile(file));
    }

    @AfterAll
    void stop() {
        s3.close();
    }

    private static void write(Path file) throws IOException {
        Random random = new Random(1);
        SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(SCHEMA)
                .withRowGroupSize(1L << 20)
                .build()) {
            for (int i = 1; i <= ROWS; i++) {
                Group row = rows.newGroup()
                        .append("file", "s3://waybill-source-shop/orders/2026/11/22/10/a.csv")
                        .append("position", (long) i)
                        .append("reasons", "id: 'x' is not an integer\nitem: too long")
                        .append(
                                "raw",
                                "x," + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
                if (i == 2) {
                    row.append("raw_bytes", Binary.fromConstantByteArray(new byte[] {'x', (byte) 0xFF}));
                }
                writer.write(row.append("batch", "orders-2026112210-0123456789abcdef"));
            }
        }
    }

    @Test
    void whoWantsSomeRowsReadsTheFootAndOneRowGroup() {
        ranges.clear();
        List<RejectedRecord> some = new ArrayList<>();

        new QuarantineReader(watched).read(FOLDER, row -> {
            some.add(row);
            return some.size() < 20;
        });

        assertThat(some).extracting(RejectedRecord::position).hasSize(20).startsWith(1L, 2L, 3L);
        assertThat(some.get(0).reasons()).containsExactly("id: 'x' is not an integer", "item: too long");
        assertThat(some.get(0).rawBytes()).isEmpty();
        assertThat(some.get(1).rawBytes())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .isEqualTo(Optional.of("x\u00ff"));
        // Where the foot begins, the foot, the first row group.
        assertThat(ranges).hasSize(3).endsWith("bytes=4-");
    }

    @Test
    void allRowsAreReadOneRowGroupAfterTheOther() {
        List<Long> positions = new ArrayList<>();

        new QuarantineReader(watched).read(FOLDER, row -> positions.add(row.position()));

        assertThat(positions).hasSize(ROWS).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeReadIsNamed() {
        S3Location missing = S3Location.parse("s3://waybill-processed-none/_quarantine/");

        assertThatThrownBy(() -> new QuarantineReader(watched).read(missing, row -> true))
                .isInstanceOf(WaybillException.class)
                .hasMessageStartingWith("Cannot list s3://waybill-processed-none/_quarantine/: ");
    }
}
