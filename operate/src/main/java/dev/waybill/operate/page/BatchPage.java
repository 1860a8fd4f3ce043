package dev.waybill.operate.page;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.Delivery;
import dev.waybill.contract.Severity;
import dev.waybill.contract.TableName;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.Commands;
import dev.waybill.operate.ExecutionOverview;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.FileAccount;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.LineageSql;
import dev.waybill.warehouse.SqlStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is known of a batch: its account, its way, its checks, what was rejected, and how to follow its rows. */
public final class BatchPage {
    /** More files than a page shows are in the receipt. */
    static final int MOST_FILES = 200;

    private static final int SHORT_DIGEST = 12;

    private final BatchOverview batch;
    private final List<String> key;
    private final Instant now;
    private final Commands commands;

    private BatchPage(BatchOverview batch, List<String> key, Instant now, Commands commands) {
        this.batch = batch;
        this.key = key;
        this.now = now;
        this.commands = commands;
    }

    /**
     * The page.
     *
     * @param key the columns that identify a row of its table; empty if there are none
     * @param commands what people type about its deployment
     */
    public static String html(BatchOverview batch, List<String> key, Instant now, PageLinks links, Commands commands) {
        return Template.fill("batch", Map.of("page", new BatchPage(batch, key, now, commands), "links", links));
    }

    BatchOverview batch() {
        return batch;
    }

    Instant now() {
        return now;
    }

    /** What takes it back. */
    String undo() {
        return commands.of("undo", batch.batch());
    }

    Optional<RowAccount> account() {
        return RowAccount.of(batch);
    }

    long warnings() {
        return batch.validation()
                .map(verdict -> verdict.failed(Severity.WARN).size())
                .orElse(0);
    }

    Optional<String> table() {
        return batch.ledger().map(AppliedBatch::table).or(() -> batch.load().map(LoadReceipt::table));
    }

    /** The beginning of the digest of the contract that it was converted by. */
    Optional<String> contractDigest() {
        return batch.ledger()
                .map(AppliedBatch::contractDigest)
                .or(() -> batch.conversion().map(ConversionReceipt::contractDigest))
                .map(digest -> digest.substring(0, Math.min(digest.length(), SHORT_DIGEST)));
    }

    /** What became of the rows of the batch that this one took the place of. */
    Optional<LoadReceipt.TakenBack> takenBack() {
        return batch.load().flatMap(LoadReceipt::supersedes);
    }

    Optional<S3Location> manifest() {
        return batch.ledger()
                .map(AppliedBatch::manifest)
                .or(() -> batch.delivery().map(Delivery::manifest));
    }

    Optional<Instant> deliveredAt() {
        return batch.ledger()
                .map(AppliedBatch::deliveredAt)
                .or(() -> batch.delivery().map(Delivery::deliveredAt));
    }

    /** Those with rejected rows first; at most {@link #MOST_FILES}. */
    List<FileAccount> files() {
        return batch.conversion().map(ConversionReceipt::files).orElse(List.of()).stream()
                .sorted(Comparator.comparing((FileAccount file) -> file.rejected() == 0))
                .limit(MOST_FILES)
                .toList();
    }

    /** A file's path below the folder of the delivery. */
    String path(S3Location file) {
        return manifest()
                .map(S3Location::folder)
                .filter(file::isInside)
                .map(folder -> file.key().substring(folder.key().length()))
                .orElseGet(file::toString);
    }

    int moreFiles() {
        return Math.max(
                0, batch.conversion().map(receipt -> receipt.files().size()).orElse(0) - MOST_FILES);
    }

    /** The most frequent first. */
    List<Map.Entry<String, Long>> rejections() {
        return batch.conversion().map(ConversionReceipt::rejections).orElse(Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    boolean drifted() {
        return batch.conversion()
                .filter(receipt -> !(receipt.newColumns().isEmpty()
                        && receipt.missingColumns().isEmpty()
                        && receipt.addedColumns().isEmpty()
                        && receipt.truncated().isEmpty()))
                .isPresent();
    }

    /** Those that don't hold first. */
    List<Verdict.CheckResult> checks() {
        return batch.validation().map(Verdict::checks).orElse(List.of()).stream()
                .sorted(Comparator.comparing(Verdict.CheckResult::passed))
                .toList();
    }

    Badge badge(Verdict.CheckResult check) {
        if (check.passed()) {
            return new Badge(Badge.Kind.GOOD, "holds");
        }
        return check.severity() == Severity.WARN
                ? new Badge(Badge.Kind.WARN, "warns")
                : new Badge(Badge.Kind.BAD, "fails");
    }

    /** The last one first. */
    List<ExecutionOverview> executions() {
        List<ExecutionOverview> executions = new ArrayList<>(batch.executions());
        Collections.reverse(executions);
        return executions;
    }

    StateDiagram diagram(WayTaken taken) {
        return StateDrawing.of(StateMachine.loadBatch(), taken);
    }

    /** How to follow rows to their files and back; none before anything is in the table. */
    List<SqlStatement> queries() {
        if (batch.ledger().isEmpty()) {
            return List.of();
        }
        TableName table = TableName.parse(batch.ledger().get().table());
        List<SqlStatement> queries = new ArrayList<>();
        if (!key.isEmpty()) {
            queries.add(LineageSql.originOfRow(table, key));
        }
        queries.add(LineageSql.filesOfBatch(table, batch.batch()));
        batch.conversion().stream()
                .flatMap(receipt -> receipt.files().stream())
                .findFirst()
                .ifPresent(file -> queries.add(LineageSql.rowsOfFile(table, file.url())));
        return queries;
    }

    /** What it left in S3, by what it is. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        manifest().ifPresent(manifest -> {
            places.add(new Place("Files, as they were delivered", manifest.folder()));
            places.add(new Place("Manifest", manifest));
        });
        batch.delivery().map(Delivery::folders).ifPresent(folders -> addReceipts(places, folders));
        return places;
    }

    private void addReceipts(List<Place> places, BatchFolders folders) {
        places.add(new Place("Receipt of the delivery", folders.deliveryReceipt()));
        batch.conversion().ifPresent(receipt -> {
            places.add(new Place("Receipt of the conversion", folders.conversionReceipt()));
            if (receipt.rejected() > 0) {
                places.add(new Place("Rejected rows, as Parquet", receipt.quarantine()));
            }
            receipt.parquet().stream()
                    .findFirst()
                    .ifPresent(file ->
                            places.add(new Place("Rows, as Parquet", file.url().folder())));
        });
        batch.load().ifPresent(receipt -> places.add(new Place("Receipt of the load", folders.loadReceipt())));
        batch.validation()
                .ifPresent(verdict -> places.add(new Place("Receipt of the validation", folders.validationReceipt())));
    }

    /** An object or a folder. */
    record Place(String what, S3Location location) {}
}
