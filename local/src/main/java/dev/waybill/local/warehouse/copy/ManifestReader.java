package dev.waybill.local.warehouse.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Reads COPY's manifest and looks for its files. With Parquet, each entry must say the file's length.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html">Using a manifest</a>
 */
final class ManifestReader {
    private static final JsonMapper JSON = new JsonMapper();
    private final S3Client s3;

    ManifestReader(S3Client s3) {
        this.s3 = s3;
    }

    /** The files that are there; one that isn't is left out if it isn't mandatory. */
    List<S3Location> read(S3Location manifest) throws IOException {
        List<S3Location> files = new ArrayList<>();
        for (JsonNode entry : parse(manifest).path("entries")) {
            long declared = contentLength(entry);
            S3Location url = S3Location.parse(entry.path("url").asText());
            OptionalLong size = size(url);
            if (size.isPresent()) {
                requireLength(url, declared, size.getAsLong());
                files.add(url);
            } else if (entry.path("mandatory").asBoolean(false)) {
                throw noSuchKey(url);
            }
        }
        return files;
    }

    private JsonNode parse(S3Location manifest) throws IOException {
        try {
            byte[] bytes = s3.getObjectAsBytes(
                            request -> request.bucket(manifest.bucket()).key(manifest.key()))
                    .asByteArray();
            return JSON.readTree(bytes);
        } catch (SdkException e) {
            throw S3Errors.ofManifest(e);
        } catch (JsonProcessingException e) {
            throw ScanFault.manifest("Manifest file is not in correct json format");
        }
    }

    private static long contentLength(JsonNode entry) {
        if (!entry.has("meta")) {
            throw ScanFault.manifest("File entry does not have 'meta' key.");
        }
        JsonNode length = entry.path("meta").path("content_length");
        if (!length.isIntegralNumber()) {
            throw ScanFault.manifest("File entry does not have 'content_length' key.");
        }
        return length.longValue();
    }

    private OptionalLong size(S3Location url) {
        try {
            return OptionalLong.of(
                    s3.headObject(request -> request.bucket(url.bucket()).key(url.key()))
                            .contentLength());
        } catch (NoSuchKeyException e) {
            return OptionalLong.empty();
        } catch (SdkException e) {
            throw S3Errors.ofFile(url, e);
        }
    }

    private static void requireLength(S3Location url, long declared, long size) {
        if (declared > size) {
            throw ScanFault.scan(
                            15001,
                            "Error: HTTP response error code: 416 Message: InvalidRange The requested range is not satisfiable. "
                                    + lengths(url, declared, size))
                    .in(url);
        }
        if (declared < size) {
            throw ScanFault.scan(15001, "The file is cut. " + lengths(url, declared, size))
                    .in(url);
        }
    }

    private static String lengths(S3Location url, long declared, long size) {
        return "The manifest says " + declared + " bytes, the object has " + size + ", File name: " + url;
    }

    private static ScanFault noSuchKey(S3Location url) {
        return ScanFault.scan(
                        15001,
                        "Error: HTTP response error code: 404 Message: NoSuchKey The specified key does not exist., File name: "
                                + url)
                .in(url);
    }
}
