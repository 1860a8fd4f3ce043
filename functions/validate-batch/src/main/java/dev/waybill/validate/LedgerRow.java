package dev.waybill.validate;

import dev.waybill.warehouse.Rows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What the ledger says of a batch. */
record LedgerRow(
        OptionalLong declared,
        long read,
        long rejected,
        long superseded,
        long staged,
        long stale,
        long inserted,
        long updated,
        long deleted,
        Optional<String> undoneAt) {

    /** From the columns of {@link dev.waybill.warehouse.ValidationSql#readLedger}. */
    static List<LedgerRow> all(Rows rows) {
        return IntStream.range(0, rows.count())
                .mapToObj(row -> new LedgerRow(
                        rows.text(row, 0).isPresent() ? OptionalLong.of(rows.number(row, 0)) : OptionalLong.empty(),
                        rows.number(row, 1),
                        rows.number(row, 2),
                        rows.number(row, 3),
                        rows.number(row, 4),
                        rows.number(row, 5),
                        rows.number(row, 6),
                        rows.number(row, 7),
                        rows.number(row, 8),
                        rows.text(row, 9)))
                .toList();
    }
}
