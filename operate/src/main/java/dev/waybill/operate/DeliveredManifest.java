package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.ContentIdentity;
import dev.waybill.batch.Delivery.DeliveredFile;
import dev.waybill.batch.Hour;
import dev.waybill.contract.DatasetName;
import dev.waybill.error.AwsErrors;
import dev.waybill.manifest.Manifest;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Finds out which batch a manifest is that lies in a source bucket now. */
final class DeliveredManifest {
    private final S3Client s3;

    DeliveredManifest(S3Client s3) {
        this.s3 = s3;
    }

    /** The batch that start-batch makes of it: one request in a bucket with versions, as it has in a stack; else three. */
    BatchId batch(DatasetName dataset, Hour hour, S3Location manifest) {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(manifest.bucket()).key(manifest.key()));
            Optional<String> version = Optional.ofNullable(head.versionId()).filter(id -> !id.isEmpty());
            List<DeliveredFile> files = version.isPresent() ? List.of() : files(manifest);
            return BatchId.of(dataset, hour, ContentIdentity.of(manifest, version, plain(head.eTag()), files));
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot look at " + manifest, e);
        }
    }

    private List<DeliveredFile> files(S3Location manifest) {
        Map<String, S3Object> stored = s3
                .listObjectsV2Paginator(request -> request.bucket(manifest.bucket())
                        .prefix(manifest.folder().key()))
                .contents()
                .stream()
                .collect(Collectors.toMap(S3Object::key, object -> object));
        return Manifest.parse(new S3Documents(s3).read(manifest), manifest).entries().stream()
                .map(Manifest.Entry::url)
                .flatMap(url -> Optional.ofNullable(stored.get(url.key()))
                        .map(object ->
                                new DeliveredFile(url, plain(object.eTag()), object.size(), OptionalLong.empty()))
                        .stream())
                .toList();
    }

    private static String plain(String etag) {
        return etag.replace("\"", "");
    }
}
