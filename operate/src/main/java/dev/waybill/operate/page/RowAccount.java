package dev.waybill.operate.page;

import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchOverview;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What became of a batch's rows.
 *
 * @param loaded whether they were applied; if not, nothing became of the staged ones
 */
public record RowAccount(
        OptionalLong declared,
        long read,
        long rejected,
        long superseded,
        long staged,
        boolean loaded,
        long stale,
        long inserted,
        long updated,
        long deleted) {

    /** By the ledger, else by the receipts; empty if nothing was converted. */
    public static Optional<RowAccount> of(BatchOverview batch) {
        return batch.ledger()
                .map(RowAccount::of)
                .or(() -> batch.conversion()
                        .map(conversion -> of(conversion, batch.load().filter(LoadReceipt::accepted))));
    }

    private static RowAccount of(AppliedBatch row) {
        return new RowAccount(
                row.declared(),
                row.read(),
                row.rejected(),
                row.superseded(),
                row.staged(),
                true,
                row.stale(),
                row.inserted(),
                row.updated(),
                row.deleted());
    }

    private static RowAccount of(ConversionReceipt conversion, Optional<LoadReceipt> load) {
        return new RowAccount(
                conversion.declared(),
                conversion.read(),
                conversion.rejected(),
                conversion.superseded(),
                conversion.staged(),
                load.isPresent(),
                load.map(LoadReceipt::stale).orElse(0L),
                load.map(LoadReceipt::inserted).orElse(0L),
                load.map(LoadReceipt::updated).orElse(0L),
                load.map(LoadReceipt::deleted).orElse(0L));
    }

    /** Some of the rows, which share a fate. */
    public record Part(String name, long rows) {}

    /** What the rows that were read became, without zeros. */
    public List<Part> afterRead() {
        return withoutZeros(
                new Part("staged", staged), new Part("superseded", superseded), new Part("rejected", rejected));
    }

    /** What the staged rows became, without zeros. */
    public List<Part> afterStaged() {
        return withoutZeros(
                new Part("inserted", inserted),
                new Part("updated", updated),
                new Part("deleted", deleted),
                new Part("stale", stale));
    }

    /** {@code read 40 = rejected 0 + superseded 0 + staged 40}. */
    public String readLaw() {
        return "read %s = rejected %s + superseded %s + staged %s"
                .formatted(Words.number(read), Words.number(rejected), Words.number(superseded), Words.number(staged));
    }

    /** {@code staged 40 = stale 35 + inserted 5 + updated 0 + deleted 0}. */
    public String stagedLaw() {
        return "staged %s = stale %s + inserted %s + updated %s + deleted %s"
                .formatted(
                        Words.number(staged),
                        Words.number(stale),
                        Words.number(inserted),
                        Words.number(updated),
                        Words.number(deleted));
    }

    private static List<Part> withoutZeros(Part... parts) {
        return Stream.of(parts).filter(part -> part.rows() != 0).toList();
    }
}
