package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.DatasetName;
import dev.waybill.contract.Severity;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.BatchReport.Outcome;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.ConversionReceipt.MissingColumn;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.LoadReceipt.TakenBack;
import dev.waybill.receipt.Verdict;
import dev.waybill.receipt.Verdict.CheckResult;
import dev.waybill.s3.S3Location;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportPrinterTest {
    private static final DatasetName ORDERS = DatasetName.of("orders");
    private static final Hour HOUR = Hour.of(2026, 11, 22, 10);
    private static final S3Location FOLDER = S3Location.parse("s3://source/orders/2026/11/22/10/");

    private static String printed(List<S3Location> absent) {
        return printed(absent, Optional.empty());
    }

    private static String printed(List<S3Location> absent, Optional<ConversionReceipt> conversion) {
        return printed(absent, conversion, Optional.empty());
    }

    private static String printed(
            List<S3Location> absent, Optional<ConversionReceipt> conversion, Optional<LoadReceipt> load) {
        return printed(absent, conversion, load, Optional.empty());
    }

    private static String printed(
            List<S3Location> absent,
            Optional<ConversionReceipt> conversion,
            Optional<LoadReceipt> load,
            Optional<Verdict> validation) {
        Delivery delivery = new Delivery(
                BatchId.parse("orders-2026112210-0123456789abcdef"),
                ORDERS,
                "shop",
                HOUR,
                Instant.parse("2026-11-22T10:30:00Z"),
                FOLDER.resolve("manifest.json"),
                S3Location.parse("s3://contracts/orders.yaml"),
                S3Location.parse("s3://processed/"),
                OptionalLong.empty(),
                List.of(),
                absent,
                Optional.empty());
        StringWriter text = new StringWriter();
        new ReportPrinter(new PrintWriter(text))
                .print(List.of(new BatchReport(
                        delivery.manifest(),
                        ORDERS,
                        HOUR,
                        Optional.of(delivery.batch().toString()),
                        Optional.empty(),
                        Outcome.LOADED,
                        List.of(),
                        Optional.of(delivery),
                        conversion,
                        load,
                        validation,
                        List.of(),
                        Optional.empty())));
        return text.toString();
    }

    @Test
    void ofALoadedBatchNothingIsSaidBeyondItsRow() {
        assertThat(printed(List.of())).isEqualTo("""
                 dataset  hour           outcome  read  rejected  superseded  stale  inserted  updated
                ---------------------------------------------------------------------------------------
                 orders   2026-11-22T10  loaded
                """);
    }

    private static String corrected(long removed, long restored, long changedSince) {
        BatchId batch = BatchId.parse("orders-2026112210-0123456789abcdef");
        TakenBack other =
                new TakenBack(BatchId.parse("orders-2026112210-fedcba9876543210"), removed, restored, changedSince);
        LoadReceipt load = new LoadReceipt(
                batch, ORDERS, true, List.of(), false, "shop.orders", 9, 1, 2, 6, 0, Optional.of(other), List.of());
        return printed(List.of(), Optional.empty(), Optional.of(load));
    }

    @Test
    void aCorrectionSaysWhatBecameOfTheBatchThatItTakesThePlaceOf() {
        assertThat(corrected(1_200, 3, 0)).isEqualTo("""
                 dataset  hour           outcome  read  rejected  superseded  stale  inserted  updated
                ---------------------------------------------------------------------------------------
                 orders   2026-11-22T10  loaded                                   1         2        6

                orders 2026-11-22T10: loaded
                  takes the place of orders-2026112210-fedcba9876543210, of whose rows 1,200 were removed, 3 restored to their version before, and 0 had been changed since
                """);
        assertThat(corrected(1, 1, 1))
                .endsWith(
                        ", of whose rows 1 was removed, 1 restored to its version before, and 1 had been changed since\n");
    }

    @Test
    void whatFilesHaveBesideTheContractAndWhatTheyLackIsNamed() {
        List<String> names = IntStream.range(10, 22).mapToObj("c%d"::formatted).toList();
        List<MissingColumn> missing = List.of(
                new MissingColumn("note", 1, FOLDER.resolve("a.json")),
                new MissingColumn("size", 1_200, FOLDER.resolve("b.json")));
        assertThat(printed(List.of(), Optional.of(conversion(names, OptionalLong.of(3), missing, List.of()))))
                .isEqualTo("""
                 dataset  hour           outcome  read  rejected  superseded  stale  inserted  updated
                ---------------------------------------------------------------------------------------
                 orders   2026-11-22T10  loaded      7         0           0

                orders 2026-11-22T10: loaded
                  left out, for the contract doesn't have them: c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, … and 5 more
                  note is in no record of a.json, and NULL in its rows
                  size is in no record of 1,200 files, such as b.json, and NULL in their rows
                """);
        assertThat(printed(
                        List.of(), Optional.of(conversion(List.of("tip"), OptionalLong.empty(), List.of(), List.of()))))
                .endsWith("\n  left out, for the contract doesn't have them: tip\n");
    }

    @Test
    void columnsThatWereAddedAreNamedWithWhereTheyAreFrom() {
        List<AddedColumn> added = Stream.of(
                        "colour", "properties.Tip", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8")
                .map(AddedColumn::of)
                .toList();
        assertThat(printed(List.of(), Optional.of(conversion(List.of(), OptionalLong.empty(), List.of(), added))))
                .endsWith(
                        "\n  added, for the contract doesn't have them: colour, properties_tip from properties.Tip, c0, c1,"
                                + " c2, c3, c4, c5, c6, c7, … and 1 more\n");
    }

    @Test
    void valuesThatWereCutAreCounted() {
        assertThat(printed(
                        List.of(),
                        Optional.of(conversion(
                                List.of(),
                                OptionalLong.empty(),
                                List.of(),
                                List.of(),
                                new TreeMap<>(Map.of("note", 1200L, "name", 1L))))))
                .endsWith("""
                        orders 2026-11-22T10: loaded
                          name, values cut to its length: 1
                          note, values cut to its length: 1,200
                        """);
    }

    @Test
    void aCheckThatOnlyWarnsIsNamedWithTheKeysOfRowsThatBreakIt() {
        Verdict verdict = Verdict.of(
                BatchId.parse("orders-2026112210-0123456789abcdef"),
                ORDERS,
                List.of(
                        CheckResult.of("id is not null", Severity.FAIL, "all rows", "7 of 7 rows", true),
                        CheckResult.of("item is one of pen", Severity.WARN, "0 rows", "0 rows", true),
                        new CheckResult(
                                "price is at least 0",
                                Severity.WARN,
                                "0 rows outside",
                                "2 rows outside",
                                false,
                                List.of("id=17", "id=18"))));
        assertThat(printed(List.of(), Optional.empty(), Optional.empty(), Optional.of(verdict)))
                .endsWith("""
                        orders 2026-11-22T10: loaded
                          warning: price is at least 0: expected 0 rows outside, found 2 rows outside; for example id=17; id=18
                        """);
    }

    private static ConversionReceipt conversion(
            List<String> names, OptionalLong more, List<MissingColumn> missing, List<AddedColumn> added) {
        return conversion(names, more, missing, added, Map.of());
    }

    private static ConversionReceipt conversion(
            List<String> names,
            OptionalLong more,
            List<MissingColumn> missing,
            List<AddedColumn> added,
            Map<String, Long> truncated) {
        return new ConversionReceipt(
                BatchId.parse("orders-2026112210-0123456789abcdef"),
                ORDERS,
                true,
                List.of(),
                "digest",
                OptionalLong.empty(),
                7,
                0,
                0,
                7,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                S3Location.parse("s3://processed/_quarantine/"),
                List.of(),
                names,
                more,
                missing,
                added,
                truncated);
    }

    @Test
    void aFileThatWasNotDeliveredIsNamed() {
        assertThat(printed(List.of(FOLDER.resolve("b.csv"), FOLDER.resolve("c.csv"))))
                .isEqualTo("""
                 dataset  hour           outcome  read  rejected  superseded  stale  inserted  updated
                ---------------------------------------------------------------------------------------
                 orders   2026-11-22T10  loaded

                orders 2026-11-22T10: loaded
                  not delivered, and not mandatory: s3://source/orders/2026/11/22/10/b.csv
                  not delivered, and not mandatory: s3://source/orders/2026/11/22/10/c.csv
                """);
    }
}
