package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptJsonTest {
    record Document(String name, long rows, boolean accepted, Optional<String> error, OptionalLong declared) {}

    private static Document read(String json) {
        return ReceiptJson.read(json.getBytes(StandardCharsets.UTF_8), Document.class, "document.json");
    }

    @Test
    void whatIsAbsentIsLeftOutAndReadBackAsAbsent() {
        Document document = new Document("d", 1, true, Optional.empty(), OptionalLong.empty());
        String json = ReceiptJson.write(document);
        assertThat(json).isEqualTo("{\"name\":\"d\",\"rows\":1,\"accepted\":true}");
        assertThat(read(json)).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"rows": 1, "accepted": true}
            {"name": "d", "accepted": true}
            {"name": "d", "rows": 1}
            {"name": "d", "rows": null, "accepted": true}
            {"name": "d", "rows": 1, "accepted": true, "unknown": 1}
            """)
    void aFieldThatIsMissingOrUnknownIsAnError(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("Cannot read document.json as Document: ");
    }
}
