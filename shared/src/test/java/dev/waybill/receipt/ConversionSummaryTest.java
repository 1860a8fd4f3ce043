package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.AddedColumn;
import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversionSummaryTest {
    private static final S3Location RECEIPT = S3Location.parse("s3://processed/_receipts/orders/b/conversion.json");

    private static ConversionSummary summary(List<String> reasons, List<String> newColumns, OptionalLong more) {
        return summary(reasons, newColumns, more, List.of());
    }

    private static ConversionSummary summary(
            List<String> reasons, List<String> newColumns, OptionalLong more, List<AddedColumn> added) {
        return ConversionSummary.of(
                new ConversionReceipt(
                        BatchId.parse("orders-2026112210-0123456789abcdef"),
                        DatasetName.of("orders"),
                        false,
                        reasons,
                        "digest",
                        OptionalLong.empty(),
                        10,
                        1,
                        2,
                        7,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        S3Location.parse("s3://processed/_quarantine/orders/"),
                        List.of(),
                        newColumns,
                        more,
                        List.of(),
                        added,
                        Map.of()),
                RECEIPT);
    }

    @Test
    void itHasTheVerdictTheCountsAndWhereTheRestIs() {
        assertThat(ReceiptJson.write(summary(
                        List.of("a.csv: it is cut"),
                        List.of("colour"),
                        OptionalLong.empty(),
                        List.of(AddedColumn.of("properties.Size")))))
                .isEqualTo("{\"accepted\":false,\"read\":10,\"rejected\":1,\"superseded\":2,\"staged\":7,"
                        + "\"reasons\":[\"a.csv: it is cut\"],\"new_columns\":[\"colour\"],\"added_columns\":[\"properties_size\"],\"receipt\":\""
                        + RECEIPT
                        + "\"}");
    }

    @Test
    void itStaysSmallHoweverManyAndLongTheReasonsAre() {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            reasons.add("😀".repeat(400));
        }
        assertThat(summary(reasons, List.of(), OptionalLong.empty()).reasons())
                .hasSize(10)
                .allMatch(reason -> reason.equals("😀".repeat(300) + "…"));
    }

    @Test
    void ofManyNewColumnsItHasTenAndHowManyMore() {
        List<String> names =
                IntStream.range(0, 100).mapToObj("n%02d"::formatted).toList();
        assertThat(summary(List.of(), names, OptionalLong.of(5)).newColumns())
                .containsExactly("n00", "n01", "n02", "n03", "n04", "n05", "n06", "n07", "n08", "n09", "… and 95 more");
        assertThat(summary(List.of(), names.subList(0, 10), OptionalLong.empty())
                        .newColumns())
                .hasSize(10);
        List<AddedColumn> added = names.stream().map(AddedColumn::of).toList();
        assertThat(summary(List.of(), List.of(), OptionalLong.empty(), added).addedColumns())
                .hasSize(11)
                .endsWith("n09", "… and 90 more");
    }
}
