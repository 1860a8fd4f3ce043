package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchId;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.Hour;
import dev.waybill.contract.DatasetName;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.BatchReport.Outcome;
import dev.waybill.s3.S3Location;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportPrinterTest {
    private static final DatasetName ORDERS = DatasetName.of("orders");
    private static final Hour HOUR = Hour.of(2026, 11, 22, 10);
    private static final S3Location FOLDER = S3Location.parse("s3://source/orders/2026/11/22/10/");

    private static String printed(List<S3Location> absent) {
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
                absent);
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
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of())));
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
