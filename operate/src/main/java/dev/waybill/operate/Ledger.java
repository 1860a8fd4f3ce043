package dev.waybill.operate;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Hour;
import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.RedshiftDataWarehouse;
import dev.waybill.warehouse.Rows;
import dev.waybill.warehouse.SqlStatement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The ledger, {@code waybill.batch}, as people ask it. Nothing here changes it. */
public final class Ledger {
    /** A statement has at most 100 KB: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
    private static final int BATCHES_OF_A_STATEMENT = 1000;

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private final RedshiftDataWarehouse warehouse;

    public Ledger(RedshiftDataWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    public Optional<AppliedBatch> find(BatchId batch) {
        return ask(LedgerSql.find(), Map.of("batch_id", batch.toString())).stream()
                .findFirst();
    }

    /** Those of these batches that were applied: one statement for each thousand. */
    public List<AppliedBatch> findAll(List<BatchId> batches) {
        List<AppliedBatch> found = new ArrayList<>();
        for (int from = 0; from < batches.size(); from += BATCHES_OF_A_STATEMENT) {
            List<BatchId> some = batches.subList(from, Math.min(batches.size(), from + BATCHES_OF_A_STATEMENT));
            found.addAll(ask(LedgerSql.findAll(some), Map.of()));
        }
        return found;
    }

    /** Each dataset's batch of its latest hour, among those that count, by the dataset's name. */
    public List<AppliedBatch> latest() {
        return ask(LedgerSql.latest(), Map.of());
    }

    /** A dataset's batches with an hour from {@code from} to before {@code until}, the oldest first. */
    public List<AppliedBatch> between(DatasetName dataset, Instant from, Instant until) {
        return ask(
                LedgerSql.between(),
                Map.of("dataset", dataset.toString(), "from_hour", text(from), "until_hour", text(until)));
    }

    /** The first hour that was ever loaded of a dataset. */
    public Optional<Hour> firstHour(DatasetName dataset) {
        Rows rows = warehouse.sessionless().execute(LedgerSql.firstHour(), Map.of("dataset", dataset.toString()));
        return rows.text(0, 0).map(Ledger::time).map(Hour::new);
    }

    /** What was applied last of each dataset, by the dataset's name, the latest first; at most so many of each. */
    public List<AppliedBatch> newestOfEach(int limit) {
        return ask(LedgerSql.newestOfEach(limit), Map.of());
    }

    /** The datasets that have batches, by name. */
    public List<DatasetName> datasets() {
        Rows rows = warehouse.sessionless().execute(LedgerSql.datasets());
        return IntStream.range(0, rows.count())
                .mapToObj(row -> DatasetName.of(rows.text(row, 0).orElseThrow()))
                .toList();
    }

    /**
     * What was applied last, the latest first.
     *
     * @param dataset only of this one
     * @param after only what was applied before this batch, where a page before ended
     */
    public List<AppliedBatch> page(Optional<DatasetName> dataset, Optional<BatchId> after, int limit) {
        Map<String, String> values = new HashMap<>();
        dataset.ifPresent(name -> values.put("dataset", name.toString()));
        after.ifPresent(batch -> values.put("after", batch.toString()));
        return ask(LedgerSql.page(dataset, after, limit), values);
    }

    /** Batches with rejected rows, what was applied last comes first. */
    public List<AppliedBatch> withRejectedRows(int limit) {
        return ask(LedgerSql.withRejectedRows(limit), Map.of());
    }

    private List<AppliedBatch> ask(SqlStatement statement, Map<String, String> values) {
        Rows rows = warehouse.sessionless().execute(statement, values);
        return IntStream.range(0, rows.count())
                .mapToObj(row -> new LedgerRow(rows, row).batch())
                .toList();
    }

    private static String text(Instant instant) {
        return SECOND.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    /** A row with the columns of {@link LedgerSql}. */
    private record LedgerRow(Rows rows, int row) {
        AppliedBatch batch() {
            return new AppliedBatch(
                    BatchId.parse(text(0)),
                    DatasetName.of(text(1)),
                    new Hour(time(text(2))),
                    instant(3).orElseThrow(),
                    S3Location.parse(text(4)),
                    text(5),
                    text(6),
                    text(7),
                    rows.text(row, 8).isPresent() ? OptionalLong.of(number(8)) : OptionalLong.empty(),
                    number(9),
                    number(10),
                    number(11),
                    number(12),
                    number(13),
                    number(14),
                    number(15),
                    number(16),
                    instant(17).orElseThrow(),
                    rows.text(row, 18).map(BatchId::parse),
                    rows.text(row, 19).map(BatchId::parse),
                    instant(20),
                    instant(21));
        }

        private String text(int column) {
            return rows.text(row, column).orElseThrow();
        }

        private long number(int column) {
            return rows.number(row, column);
        }

        private Optional<Instant> instant(int column) {
            return rows.text(row, column).map(Ledger::time).map(time -> time.toInstant(ZoneOffset.UTC));
        }
    }
}
