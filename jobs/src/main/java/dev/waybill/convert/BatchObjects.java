package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.receipt.ConversionReceipt.ParquetFile;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What ConvertBatch's driver does with the objects of a batch, beside reading and writing documents. */
final class BatchObjects {
    /** The state machine gives a run four hours. */
    private static final Duration LONGEST_RUN = Duration.ofHours(12);

    private final S3Client s3;

    BatchObjects(S3Client s3) {
        this.s3 = s3;
    }

    void removeAll(S3Location folder) {
        for (S3Object object : list(folder)) {
            s3.deleteObject(request -> request.bucket(folder.bucket()).key(object.key()));
        }
    }

    /** Removes what lies in {@code folder}, but not in {@code kept}, and is older than any run that may still go on. */
    void removeLeftovers(S3Location folder, S3Location kept) {
        Instant end = Instant.now().minus(LONGEST_RUN);
        for (S3Object object : list(folder)) {
            if (!object.key().startsWith(kept.key()) && object.lastModified().isBefore(end)) {
                s3.deleteObject(request -> request.bucket(folder.bucket()).key(object.key()));
            }
        }
    }

    /** Sentences about the files that are no longer what was announced; empty if all are. */
    List<String> changedSince(Delivery delivery) {
        Map<String, String> etags = new HashMap<>();
        list(delivery.folder())
                .forEach(object -> etags.put(object.key(), object.eTag().replace("\"", "")));
        List<String> changed = new ArrayList<>();
        for (DeliveredFile file : delivery.files()) {
            String now = etags.getOrDefault(file.url().key(), "");
            if (!now.equals(file.etag())) {
                changed.add(file.url() + (now.isEmpty() ? " is gone" : " was replaced")
                        + " since it was announced. Put the files, then the manifest again");
            }
        }
        return changed;
    }

    /** The Parquet files of a folder that hold rows, by name, each with the row count of its own footer. */
    List<ParquetFile> parquetFiles(S3Location folder, Configuration configuration) {
        List<ParquetFile> files = new ArrayList<>();
        for (S3Object object : list(folder)) {
            S3Location url = new S3Location(folder.bucket(), object.key());
            if (url.fileName().endsWith(".parquet")) {
                long rows = rows(url, configuration);
                if (rows > 0) {
                    files.add(new ParquetFile(url, object.size(), rows));
                }
            }
        }
        return files;
    }

    private static long rows(S3Location url, Configuration configuration) {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(HadoopPaths.of(url), configuration))) {
            return reader.getRecordCount();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the footer of " + url + ": " + e.getMessage(), e);
        }
    }

    private List<S3Object> list(S3Location folder) {
        return s3
                .listObjectsV2Paginator(
                        request -> request.bucket(folder.bucket()).prefix(folder.key()))
                .contents()
                .stream()
                .toList();
    }
}
