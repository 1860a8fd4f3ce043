package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.manifest.Manifest;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/contract.md}: what it shows is true. */
class ContractReferenceTest {

    @Test
    void itsContractIsRight() throws IOException {
        Contract contract = ContractParser.parse(block("yaml"), "docs/contract.md");

        assertThat(contract.key()).containsExactly("order_id", "line");
    }

    @Test
    void itsColumnsAreRight() throws IOException {
        Matcher blocks = Pattern.compile("(?s)```yaml\n(columns:.*?)```").matcher(reference());
        List<String> columns = new ArrayList<>();
        while (blocks.find()) {
            String yaml = "dataset: orders\nsource: { system: shop, format: csv }\n"
                    + "target: { table: sales.orders, mode: append }\n" + blocks.group(1);
            ContractParser.parse(yaml.getBytes(StandardCharsets.UTF_8), "docs/contract.md").columns().stream()
                    .map(Column::name)
                    .forEach(columns::add);
        }
        assertThat(columns)
                .containsExactly(
                        "city", "phone", "balance", "status", "country", "quantity", "born", "comment", "payload");
    }

    @Test
    void itsManifestIsRight() throws IOException {
        S3Location location = S3Location.parse("s3://source-shop/orders/2026/11/22/10/manifest.json");

        assertThat(Manifest.parse(block("json"), location).declaredRecords()).hasValue(2000);
    }

    private static byte[] block(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(reference());
        assertThat(block.find()).isTrue();
        return block.group(1).getBytes(StandardCharsets.UTF_8);
    }

    private static String reference() throws IOException {
        return Files.readString(Path.of("../docs/contract.md"));
    }
}
