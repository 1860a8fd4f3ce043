package dev.waybill.operate;

import dev.waybill.batch.Hour;
import dev.waybill.batch.Layout;
import dev.waybill.contract.Contract;
import dev.waybill.error.AwsErrors;
import dev.waybill.s3.S3Location;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies in the folders of a dataset's hours. */
final class SourceFolders {
    private static final String MANIFEST = "manifest.json";
    private final Deployment deployment;

    SourceFolders(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * The folder of an hour.
     *
     * @param files how many it has beside the manifest
     * @param lastFileAt when the last of them was written; the epoch if there is none
     * @param manifestAt when its manifest was written
     */
    record Folder(S3Location location, long files, Instant lastFileAt, Optional<Instant> manifestAt) {
        Folder and(S3Object object) {
            return object.key().equals(location.key() + MANIFEST)
                    ? new Folder(location, files, lastFileAt, Optional.of(object.lastModified()))
                    : new Folder(
                            location,
                            files + 1,
                            lastFileAt.isBefore(object.lastModified()) ? object.lastModified() : lastFileAt,
                            manifestAt);
        }

        S3Location manifest() {
            return location.resolve(MANIFEST);
        }
    }

    /** The hours of a day that have anything: one request for each thousand objects of that day. */
    Map<Hour, Folder> of(Contract contract, LocalDate day) {
        S3Location source = deployment.source(contract);
        Layout layout = contract.source().layout();
        Map<Hour, Folder> folders = new TreeMap<>();
        String prefix = source.key() + dayFolder(layout, day);
        try {
            for (S3Object object : deployment
                    .s3()
                    .listObjectsV2Paginator(
                            request -> request.bucket(source.bucket()).prefix(prefix))
                    .contents()) {
                // The console makes an empty object of a folder.
                if (object.key().endsWith("/")) {
                    continue;
                }
                hour(object.key().substring(source.key().length()), layout)
                        .ifPresent(hour -> folders.put(
                                hour,
                                folders.getOrDefault(hour, empty(source.resolve(layout.format(hour))))
                                        .and(object)));
            }
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot list s3://" + source.bucket() + "/" + prefix, e);
        }
        return folders;
    }

    private static Folder empty(S3Location location) {
        return new Folder(location, 0, Instant.EPOCH, Optional.empty());
    }

    /** The part of the layout's folders that all hours of the day have in common. */
    private static String dayFolder(Layout layout, LocalDate day) {
        String first = layout.format(new Hour(day.atStartOfDay()));
        return layout.daily() ? first : first.substring(0, first.lastIndexOf('/', first.length() - 2) + 1);
    }

    private static Optional<Hour> hour(String key, Layout layout) {
        int end = IntStream.range(0, layout.depth()).reduce(-1, (slash, part) -> key.indexOf('/', slash + 1));
        return end < 0 ? Optional.empty() : layout.hourAtEndOf(key.substring(0, end + 1));
    }
}
