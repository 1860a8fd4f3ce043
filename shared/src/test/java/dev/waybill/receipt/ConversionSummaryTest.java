package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConversionSummaryTest {
    private static final S3Location RECEIPT = S3Location.parse("s3://processed/_receipts/orders/b/conversion.json");

    private static ConversionSummary summary(List<String> reasons) {
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
                        List.of(),
                        OptionalLong.empty(),
                        List.of()),
                RECEIPT);
    }

    @Test
    void itHasTheVerdictTheCountsAndWhereTheRestIs() {
        assertThat(ReceiptJson.write(summary(List.of("a.csv: it is cut"))))
                .isEqualTo("{\"accepted\":false,\"read\":10,\"rejected\":1,\"superseded\":2,\"staged\":7,"
                        + "\"reasons\":[\"a.csv: it is cut\"],\"receipt\":\"" + RECEIPT + "\"}");
    }

    @Test
    void itStaysSmallHoweverManyAndLongTheReasonsAre() {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            reasons.add("😀".repeat(400));
        }
        assertThat(summary(reasons).reasons()).hasSize(10).allMatch(reason -> reason.equals("😀".repeat(300) + "…"));
    }
}
