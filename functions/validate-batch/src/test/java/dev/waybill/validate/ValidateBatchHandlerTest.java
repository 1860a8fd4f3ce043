package dev.waybill.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.Check.NotNull;
import dev.waybill.contract.Share;
import dev.waybill.error.TerminalException;
import dev.waybill.metrics.MetricLog;
import dev.waybill.warehouse.ValidationSql;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class ValidateBatchHandlerTest {
    private final LoadedBatch batch = LoadedBatch.ofContract("""
            dataset: rates
            source: { system: treasury, format: csv }
            columns: { bid: { type: real, required: true } }
            target: { table: treasury.rates, mode: append }
            """);

    private String handle(String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new ValidateBatchHandler(batch.useCase(), MetricLog.none())
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        answer,
                        Mockito.mock(Context.class));
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static String sample(String name) throws IOException {
        return Files.readString(Path.of("../../events", name));
    }

    @Test
    void theVerdictIsTheAnswerWithoutValuesOfRows() throws IOException {
        batch.warehouse.answer(ValidationSql.readLedger(), 12, 12, 1, 1, 10, 1, 6, 3, 0, FakeWarehouse.NULL);
        NotNull bids = new NotNull("bid", Share.ALL);
        batch.warehouse.answer(batch.measure(bids), 9, 1);
        batch.kept(8, "_file=s3://b/secret.csv");
        batch.warehouse.answer(ValidationSql.countLaterBatches(), 0, 0);
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(handle(sample("validate-batch-delivery.json"))))
                .isEqualTo(json.readTree("""
                {
                  "batch": "rates-2026112016-5f1c09a2b3d4e5f6",
                  "dataset": "rates",
                  "valid": false,
                  "checks": [
                    {"name": "the ledger has the batch once", "severity": "fail", "expected": "1 row", "actual": "1 row", "passed": true, "examples": []},
                    {"name": "the ledger agrees with the conversion", "severity": "fail", "expected": "12 read, 1 rejected, 1 superseded, 10 staged",
                     "actual": "12 read, 1 rejected, 1 superseded, 10 staged", "passed": true, "examples": []},
                    {"name": "the ledger agrees with the load", "severity": "fail", "expected": "10 staged, 1 stale, 6 inserted, 3 updated",
                     "actual": "10 staged, 1 stale, 6 inserted, 3 updated", "passed": true, "examples": []},
                    {"name": "as many records were read as the manifest declares", "severity": "fail", "expected": "12 records",
                     "actual": "12 records", "passed": true, "examples": []},
                    {"name": "every record that was read is rejected, superseded or staged", "severity": "fail", "expected": "12",
                     "actual": "1 rejected + 1 superseded + 10 staged = 12", "passed": true, "examples": []},
                    {"name": "every staged row is stale, inserted or updated", "severity": "fail", "expected": "10",
                     "actual": "1 stale + 6 inserted + 3 updated = 10", "passed": true, "examples": []},
                    {"name": "the table has the rows that the batch inserted and updated", "severity": "fail", "expected": "9 rows",
                     "actual": "9 rows", "passed": true, "examples": []},
                    {"name": "bid is not null", "severity": "fail", "expected": "all rows", "actual": "8 of 9 rows", "passed": false, "examples": []}
                  ]
                }"""));
        assertThat(batch.s3.text(batch.delivery.folders().validationReceipt()).orElse(""))
                .contains("_file=s3://b/secret.csv");
    }

    @Test
    void anEventWithoutADeliveryIsRefused() {
        assertThatThrownBy(() -> handle(sample("validate-batch-no-delivery.json")))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot read the event as ValidationRequest: delivery is missing");
    }

    @Test
    void anEventWithAnUnknownFieldIsRefused() {
        assertThatThrownBy(() -> handle("{\"delivery\": \"s3://bucket/delivery.json\", \"deliverie\": 1}"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot read the event as ValidationRequest: deliverie is an unknown field");
    }

    @Test
    void aDeliveryThatIsNoLocationIsRefused() {
        assertThatThrownBy(() -> handle("{\"delivery\": \"delivery.json\"}"))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot read the event as ValidationRequest: delivery: Invalid S3 location: 'delivery.json' does not begin with s3://");
    }

    @Test
    void anEventThatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> handle("delivery.json"))
                .isInstanceOf(TerminalException.class)
                .hasMessage(
                        "Cannot read the event as ValidationRequest: line 1, column 10: Unrecognized token 'delivery': was"
                                + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')");
    }
}
