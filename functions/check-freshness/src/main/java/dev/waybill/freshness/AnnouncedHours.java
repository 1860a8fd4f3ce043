package dev.waybill.freshness;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.error.AwsErrors;
import dev.waybill.operate.Deployment;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Remembers which late hours were announced, by two documents each in {@code _freshness/<dataset>/} of the processed bucket.
 *
 * <p>Before an hour is announced, it is claimed: of two runs at once, only one gets it. Afterwards it is confirmed. A run that ends
 * between the two leaves a claim that a later run takes over, so that an hour is announced at least once: twice, if the message was
 * sent before that run ended.
 */
final class AnnouncedHours {
    /** No run of a function is longer: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    private static final String CLAIMED = ".claimed";
    private static final String ANNOUNCED = ".announced";

    private final Deployment deployment;
    private final S3Documents documents;

    AnnouncedHours(Deployment deployment) {
        this.deployment = deployment;
        this.documents = new S3Documents(deployment.s3());
    }

    /**
     * Those hours that the caller is to announce: neither were they announced, nor does another run do it now. One request, and one
     * for each hour that is new.
     */
    List<Hour> claim(Contract contract, SortedSet<Hour> late, Instant now) {
        if (late.isEmpty()) {
            return List.of();
        }
        Map<String, Instant> known = known(folder(contract), late.first());
        return late.stream()
                .filter(hour -> !known.containsKey(hour.compact() + ANNOUNCED))
                .filter(hour -> claim(contract, hour, known, now))
                .toList();
    }

    private boolean claim(Contract contract, Hour hour, Map<String, Instant> known, Instant now) {
        S3Location claim = document(contract, hour, CLAIMED);
        String json = ReceiptJson.write(Map.of("claimed_at", now));
        Instant before = known.get(claim.fileName());
        if (before == null) {
            return documents.create(claim, json);
        }
        if (before.plus(LONGEST_RUN).isAfter(now)) {
            return false;
        }
        documents.write(claim, json);
        return true;
    }

    void confirm(Contract contract, List<Hour> hours, Instant now) {
        String json = ReceiptJson.write(Map.of("announced_at", now));
        hours.forEach(hour -> documents.write(document(contract, hour, ANNOUNCED), json));
    }

    /** Gives back what couldn't be announced, so that the next try needn't wait. */
    void release(Contract contract, List<Hour> hours) {
        hours.stream().map(hour -> document(contract, hour, CLAIMED)).forEach(this::delete);
    }

    private void delete(S3Location location) {
        try {
            deployment
                    .s3()
                    .deleteObject(request -> request.bucket(location.bucket()).key(location.key()));
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot delete " + location, e);
        }
    }

    private S3Location folder(Contract contract) {
        return BatchFolders.freshnessOf(deployment.processed(contract), contract.dataset());
    }

    private S3Location document(Contract contract, Hour hour, String kind) {
        return folder(contract).resolve(hour.compact() + kind);
    }

    /** When each document was written, by its name, from an hour on. */
    private Map<String, Instant> known(S3Location folder, Hour from) {
        Map<String, Instant> known = new HashMap<>();
        try {
            for (S3Object object : deployment
                    .s3()
                    .listObjectsV2Paginator(request -> request.bucket(folder.bucket())
                            .prefix(folder.key())
                            .startAfter(folder.key() + from.compact()))
                    .contents()) {
                known.put(object.key().substring(folder.key().length()), object.lastModified());
            }
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot list " + folder, e);
        }
        return known;
    }
}
