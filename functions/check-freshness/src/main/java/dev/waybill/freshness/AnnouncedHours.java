package dev.waybill.freshness;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.error.AwsErrors;
import dev.waybill.operate.Deployment;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Remembers which late hours were announced, by a document each in {@code _freshness/<dataset>/} of the processed bucket. It is
 * written when the message was sent: an hour is announced at least once; twice, if a run ends between the two, or if two look at
 * once.
 */
final class AnnouncedHours {
    private static final String ANNOUNCED = ".announced";

    private final Deployment deployment;
    private final S3Documents documents;

    AnnouncedHours(Deployment deployment) {
        this.deployment = deployment;
        this.documents = new S3Documents(deployment.s3());
    }

    /** Those hours that weren't announced yet: one request for each thousand that were since the first of them. */
    List<Hour> news(Contract contract, SortedSet<Hour> late) {
        if (late.isEmpty()) {
            return List.of();
        }
        Set<String> known = known(folder(contract), late.first());
        return late.stream()
                .filter(hour -> !known.contains(hour.compact() + ANNOUNCED))
                .toList();
    }

    void remember(Contract contract, List<Hour> hours, Instant now) {
        String json = ReceiptJson.write(Map.of("announced_at", now));
        hours.forEach(hour -> documents.write(folder(contract).resolve(hour.compact() + ANNOUNCED), json));
    }

    private S3Location folder(Contract contract) {
        return BatchFolders.freshnessOf(deployment.processed(contract), contract.dataset());
    }

    private Set<String> known(S3Location folder, Hour from) {
        Set<String> known = new HashSet<>();
        try {
            for (S3Object object : deployment
                    .s3()
                    .listObjectsV2Paginator(request -> request.bucket(folder.bucket())
                            .prefix(folder.key())
                            .startAfter(folder.key() + from.compact()))
                    .contents()) {
                known.add(object.key().substring(folder.key().length()));
            }
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot list " + folder, e);
        }
        return known;
    }
}
