package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.Delivery;
import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptJsonTest {
    record Document(
            String name,
            long rows,
            boolean accepted,
            Optional<String> error,
            OptionalLong declared,
            Optional<S3Location> at,
            Optional<List<Part>> parts) {}

    record Part(String name) {}

    private static Document read(String json) {
        return ReceiptJson.read(json.getBytes(StandardCharsets.UTF_8), Document.class, "document.json");
    }

    @Test
    void whatIsAbsentIsLeftOutAndReadBackAsAbsent() {
        Document document =
                new Document("d", 1, true, Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
        String json = ReceiptJson.write(document);
        assertThat(json).isEqualTo("{\"name\":\"d\",\"rows\":1,\"accepted\":true}");
        assertThat(read(json)).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"rows": 1, "accepted": true}                               | name is missing
            {"name": "d", "accepted": true}                             | rows is missing
            {"name": "d", "rows": 1}                                    | accepted is missing
            {"name": "d", "rows": null, "accepted": true}               | rows is missing
            {"name": "d", "rows": 1, "accepted": true, "unknown": 1}    | unknown is an unknown field
            {"name": "d", "rows": 1, "accepted": true, "at": "b/key"}   | at: Invalid S3 location: 'b/key' does not begin with s3://
            {"name": "d", "rows": 1, "accepted": true, "parts": [{}]}   | parts[0].name is missing
            {"name": "d"                                                | line 1, column 13: Unexpected end-of-input: expected close marker for Object
            name                                                        | line 1, column 5: Unrecognized token 'name': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            """)
    void whatIsWrongWithADocumentIsSaidByItsField(String json, String problem) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot read document.json as Document: " + problem);
    }

    private static final String ABSENT = ",\"absent\":[\"s3://source/orders/2026/11/22/10/b.csv\"]";

    private static final String KEPT = ",\"kept\":[\"s3://processed/orders/batch=b/run=1/\"]";

    private static final String DRIFT = """
            ,"new_columns":["colour","size"],"more_new_columns":3,"missing_columns":\
            [{"column":"note","files":2,"first":"s3://source/orders/2026/11/22/10/a.json"}],"added_columns":\
            [{"name":"properties_tip","from":"properties.Tip"}],"truncated":{"item":2}""";

    private static final String DELIVERY = """
            {"batch":"orders-2026112210-0123456789abcdef","dataset":"orders","system":"shop","hour":"2026-11-22T10",\
            "delivered_at":"2026-11-22T10:30:00Z","manifest":"s3://source/orders/2026/11/22/10/manifest.json",\
            "contract":"s3://contracts/orders.yaml","processed":"s3://processed/","files":[]%s}""";

    private static final String CONVERSION = """
            {"batch":"orders-2026112210-0123456789abcdef","dataset":"orders","accepted":true,"reasons":[],\
            "contract_digest":"d","read":0,"rejected":0,"superseded":0,"staged":0,"files":[]%s,"rejections":{},\
            "samples":[],"parquet":[],"quarantine":"s3://processed/quarantine/"%s}""";

    @Test
    void aDeliverySaysWhatWasAbsentAndAnOlderOneThatNothingWas() {
        assertThat(again(DELIVERY.formatted(ABSENT), Delivery.class)).isEqualTo(DELIVERY.formatted(ABSENT));
        assertThat(again(DELIVERY.formatted(""), Delivery.class)).isEqualTo(DELIVERY.formatted(",\"absent\":[]"));
    }

    @Test
    void aConversionSaysWhatWasAbsentAndKeptAndHadDriftedAndAnOlderOneThatNothingWas() {
        String json = CONVERSION.formatted(ABSENT, KEPT + DRIFT);
        assertThat(again(json, ConversionReceipt.class)).isEqualTo(json);
        assertThat(again(CONVERSION.formatted("", ""), ConversionReceipt.class))
                .isEqualTo(
                        CONVERSION.formatted(
                                ",\"absent\":[]",
                                ",\"kept\":[],\"new_columns\":[],\"missing_columns\":[],\"added_columns\":[],\"truncated\":{}"));
    }

    @Test
    void aLoadSaysWhatWasDeletedAndAnOlderOneThatNothingWas() {
        String json = """
                {"batch":"orders-2026112210-0123456789abcdef","dataset":"orders","accepted":true,"reasons":[],\
                "already_applied":false,"table":"sales.orders","staged":7,"stale":1,"inserted":1,"updated":2%s,"refreshed":[]}""";
        assertThat(again(json.formatted(",\"deleted\":3"), LoadReceipt.class))
                .isEqualTo(json.formatted(",\"deleted\":3"));
        assertThat(again(json.formatted(""), LoadReceipt.class)).isEqualTo(json.formatted(",\"deleted\":0"));
    }

    private static String again(String json, Class<?> type) {
        return ReceiptJson.write(ReceiptJson.read(json.getBytes(StandardCharsets.UTF_8), type, "receipt.json"));
    }
}
