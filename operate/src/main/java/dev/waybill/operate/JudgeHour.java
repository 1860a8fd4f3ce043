package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.manifest.InvalidManifestException;
import dev.waybill.operate.MissingDelivery.Kind;
import dev.waybill.s3.S3Location;
import dev.waybill.text.Counted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Says of an hour what is missing of it, and how far that came. */
final class JudgeHour {
    /** Files that lie there longer wait for a manifest in vain. */
    private static final Duration USUAL_DELIVERY = Duration.ofMinutes(15);

    /** So long, start-batch may be tried again. */
    private static final Duration USUAL_START = Duration.ofMinutes(10);

    private final Deployment deployment;
    private final BatchExecutions executions;

    JudgeHour(Deployment deployment) {
        this.deployment = deployment;
        this.executions = new BatchExecutions(deployment);
    }

    List<MissingDelivery> missing(HourLook look) {
        Set<BatchId> inLedger = look.applied().stream().map(AppliedBatch::batch).collect(Collectors.toSet());
        List<MissingDelivery> missing = new ArrayList<>();
        look.batches().stream()
                .filter(batch -> !inLedger.contains(batch))
                .flatMap(batch -> unended(look, batch).stream())
                .forEach(missing::add);
        Optional<MissingDelivery> notStarted = notStarted(look);
        notStarted.ifPresent(missing::add);
        if (missing.isEmpty() && !look.isLoaded()) {
            nothing(look).ifPresent(missing::add);
        }
        return missing;
    }

    /** A batch that was started and isn't in the ledger. One that another delivery of its hour replaced is no news. */
    private Optional<MissingDelivery> unended(HourLook look, BatchId batch) {
        List<DescribeExecutionResponse> runs = executions.of(batch);
        if (runs.isEmpty() && look.isLoaded()) {
            // Step Functions forgets executions after 90 days.
            return Optional.empty();
        }
        if (runs.isEmpty()) {
            return Optional.of(look.missing(
                    deployment,
                    Kind.FAILED,
                    Optional.of(batch),
                    "it was delivered, and no execution of it is known",
                    "Run it again: " + deployment.commands().of("replay", batch)));
        }
        DescribeExecutionResponse last = runs.get(runs.size() - 1);
        Optional<Failure> failure = Failures.of(last, executions.lastState(last.executionArn()));
        if (failure.isEmpty()) {
            return switch (last.status()) {
                case RUNNING ->
                    Optional.of(look.missing(
                            deployment,
                            Kind.RUNNING,
                            Optional.of(batch),
                            "it is on its way since " + last.startDate().truncatedTo(ChronoUnit.SECONDS),
                            "Wait; " + deployment.commands().of("batch", batch) + " shows where it is"));
                default -> Optional.empty();
            };
        }
        if (look.isLoaded()) {
            return Optional.empty();
        }
        return Optional.of(look.missing(
                deployment,
                failure.get().isVerdict() ? Kind.REJECTED : Kind.FAILED,
                Optional.of(batch),
                failure.get().toString(),
                NextAction.of(batch, failure.get(), deployment.commands())));
    }

    /** A manifest that is newer than every batch of its hour, and is none of them. */
    private Optional<MissingDelivery> notStarted(HourLook look) {
        Optional<SourceFolders.Folder> folder =
                look.folder().filter(known -> known.manifestAt().isPresent());
        Instant last = look.applied().stream()
                .map(AppliedBatch::deliveredAt)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        Optional<Instant> put = folder.flatMap(SourceFolders.Folder::manifestAt);
        if (put.isEmpty()
                || !put.get().truncatedTo(ChronoUnit.SECONDS).isAfter(last)
                || put.get().plus(USUAL_START).isAfter(look.now())) {
            return Optional.empty();
        }
        S3Location manifest = folder.orElseThrow().manifest();
        boolean isKnown = batchOf(look, manifest)
                .filter(batch -> look.batches().contains(batch)
                        || look.applied().stream().anyMatch(row -> row.batch().equals(batch)))
                .isPresent();
        return isKnown
                ? Optional.empty()
                : Optional.of(look.missing(
                        deployment,
                        Kind.NOT_STARTED,
                        Optional.empty(),
                        "its manifest is there since "
                                + put.get().truncatedTo(ChronoUnit.SECONDS)
                                + ", and started no batch",
                        "See why start-batch refused it, correct that, and announce it again: "
                                + deployment.commands().of("replay", manifest)));
    }

    /** Empty for a manifest that start-batch can't read either. */
    private Optional<BatchId> batchOf(HourLook look, S3Location manifest) {
        try {
            return Optional.of(
                    new DeliveredManifest(deployment.s3()).batch(look.contract().dataset(), look.hour(), manifest));
        } catch (InvalidManifestException e) {
            return Optional.empty();
        }
    }

    private Optional<MissingDelivery> nothing(HourLook look) {
        boolean isLate = look.contract()
                .cadence()
                .filter(cadence -> cadence.due(look.hour()).isBefore(look.now()))
                .isPresent();
        Optional<AppliedBatch> undone = look.applied().stream()
                .filter(row -> row.undoneAt().isPresent())
                .findFirst();
        if (undone.isPresent()) {
            return isLate
                    ? Optional.of(look.missing(
                            deployment,
                            Kind.ABSENT,
                            Optional.of(undone.get().batch()),
                            "its batch was taken back at "
                                    + undone.get().undoneAt().orElseThrow()
                                    + ", and nothing was delivered in its place",
                            "Deliver the hour again"))
                    : Optional.empty();
        }
        Optional<SourceFolders.Folder> files = look.folder()
                .filter(known -> known.files() > 0 && known.manifestAt().isEmpty());
        if (files.isPresent()
                && (isLate || files.get().lastFileAt().plus(USUAL_DELIVERY).isBefore(look.now()))) {
            return Optional.of(look.missing(
                    deployment,
                    Kind.INCOMPLETE,
                    Optional.empty(),
                    "%s there, the last of them since %s, and no manifest"
                            .formatted(
                                    Counted.of(files.get().files(), "file is", "files are"),
                                    files.get().lastFileAt().truncatedTo(ChronoUnit.SECONDS)),
                    "Ask " + look.contract().source().system()
                            + " whether the delivery is complete, and put its manifest.json"));
        }
        return isLate
                ? Optional.of(look.missing(
                        deployment,
                        Kind.ABSENT,
                        Optional.empty(),
                        "nothing was delivered",
                        "Ask " + look.contract().source().system() + " for it"))
                : Optional.empty();
    }
}
