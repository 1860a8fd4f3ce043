package dev.waybill.local.quarantine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.error.TerminalException;
import dev.waybill.local.home.Home;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.LoadFolder;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.PipelineListener;
import dev.waybill.local.pipeline.PipelineSetup;
import dev.waybill.local.pipeline.SourceFolder;
import dev.waybill.local.quarantine.QuarantineExport.Exported;
import dev.waybill.s3.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Files whose every record is bad: what is exported is what was delivered, and is delivered again as it is. */
@TestInstance(Lifecycle.PER_CLASS)
class QuarantineExportIT {
    private static final String CONTRACT = """
            dataset: %s
            source: { system: shop, %s }
            columns: { id: integer, item: varchar(20) }
            target: { table: sales.%1$s, mode: append }
            quality: { max_rejected: 100%% }
            """;

    private Path folder;
    private Home home;
    private LocalPipeline pipeline;

    @BeforeAll
    void start(@TempDir Path path) {
        folder = path;
        home = Home.open(path.resolve("home"));
        pipeline = new LocalPipeline(home, PipelineSetup.TO_LOOK, PipelineListener.NONE, client -> client);
    }

    @AfterAll
    void stop() {
        pipeline.close();
        home.close();
    }

    private Contract publish(String dataset, String source) {
        byte[] yaml = CONTRACT.formatted(dataset, source).getBytes(UTF_8);
        Contract contract = ContractParser.parse(yaml, dataset);
        pipeline.publish(contract, yaml);
        return contract;
    }

    private BatchReport load(Contract contract, String hour, Map<String, byte[]> files) throws IOException {
        Path in = Files.createDirectories(folder.resolve(contract.dataset() + "/2026/11/22/" + hour));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(in.resolve(file.getKey()), file.getValue());
        }
        SourceFolder source = SourceFolder.find(in, contract.source().layout()).get(0);
        return new LoadFolder(pipeline).load(source, contract);
    }

    private Exported export(Contract contract, BatchReport batch, String name) {
        return new QuarantineExport(pipeline.s3().client(), contract, folder.resolve(name))
                .write(batch.conversion().orElseThrow().quarantine());
    }

    @Test
    void rowsOfCsvAreExportedByteForByte() throws IOException {
        Contract contract = publish("orders", "format: csv");
        Map<String, byte[]> files = Map.of(
                "utf16.csv", "\uFEFFid,item\r\nx,pén\r\ny,\"a\r\nb\"\r\n".getBytes(UTF_16LE),
                "bytes.csv", "id,item\n1,p\u00ffn\n2,\u00e9\n".getBytes(ISO_8859_1),
                "mark.csv", "\uFEFFid,item\nx,é\n".getBytes(UTF_8));
        BatchReport batch = load(contract, "10", files);

        Exported exported = export(contract, batch, "csv");

        assertThat(exported).isEqualTo(new Exported(5, List.of()));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(folder.resolve("csv").resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
    }

    @Test
    void whatAKilledExportLeftIsReplacedAndWhatIsThereStays() throws IOException {
        Contract contract = publish("again", "format: csv");
        BatchReport batch = load(contract, "10", Map.of("a.csv", "id,item\nx,pen\n".getBytes(UTF_8)));
        Path unfinished = Files.createDirectory(folder.resolve(".again-out.unfinished"));
        Files.writeString(unfinished.resolve("a.csv"), "id,item\nx,p");

        assertThat(export(contract, batch, "again-out").rows()).isEqualTo(1);

        assertThat(folder.resolve("again-out/a.csv")).hasContent("id,item\nx,pen\n");
        assertThat(unfinished).doesNotExist();
        assertThatThrownBy(() -> export(contract, batch, "again-out"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot export to " + folder.resolve("again-out") + ": it isn't empty. Name a new folder");
        assertThat(folder.resolve("again-out/a.csv")).exists();
    }

    @Test
    void aFolderThatIsThereAndEmptyIsFilledAndStays() throws IOException {
        Contract contract = publish("there", "format: csv");
        BatchReport batch = load(contract, "10", Map.of("a.csv", "id,item\nx,pen\n".getBytes(UTF_8)));
        Path target = Files.createDirectory(folder.resolve("there-out"));
        Path left = Files.createDirectory(target.resolve(".unfinished"));
        Object key = Files.readAttributes(target, BasicFileAttributes.class).fileKey();

        assertThat(export(contract, batch, "there-out").rows()).isEqualTo(1);

        assertThat(target.resolve("a.csv")).hasContent("id,item\nx,pen\n");
        assertThat(left).doesNotExist();
        assertThat(Files.readAttributes(target, BasicFileAttributes.class).fileKey())
                .isEqualTo(key);
    }

    @Test
    void recordsOfJsonAreExportedByteForByte() throws IOException {
        Contract lines = publish("events", "format: json");
        Map<String, byte[]> files = Map.of(
                "utf16.jsonl", "\uFEFF{\"id\": \"é\"}\n{\"id\": \"x\"}\n".getBytes(UTF_16BE),
                "bytes.jsonl", "{\"id\": 1, \"item\": \"p\u00ffn\"}\n".getBytes(ISO_8859_1));
        BatchReport batch = load(lines, "10", files);

        assertThat(export(lines, batch, "json").rows()).isEqualTo(3);

        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(folder.resolve("json").resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
        Contract list = publish("lists", "format: json, records: a.b");
        Map<String, byte[]> document = Map.of(
                "list.json", "\uFEFF{\"a\": {\"b\": [\n{\"id\":\"é\"},\n{\"id\":\"x\"}\n]}}\n".getBytes(UTF_16LE));
        export(list, load(list, "10", document), "list");
        assertThat(folder.resolve("list/list.json")).hasBinaryContent(document.get("list.json"));
    }

    @Test
    void recordsOfXmlAreExportedWithThePrefixesOfTheirDocument() throws IOException {
        Contract contract = publish("rates", "format: xml, records: row");
        BatchReport batch = load(contract, "10", Map.of("a.xml", """
                <s:feed xmlns:s="urn:shop" xmlns="urn:plain">
                <s:row a:k="1" xmlns:a="urn:a&amp;b"><s:id>x</s:id></s:row>
                </s:feed>
                """.getBytes(UTF_8)));

        Exported exported = export(contract, batch, "xml");

        assertThat(exported.remarks()).isEmpty();
        String text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <rejected xmlns="urn:plain" xmlns:a="urn:a&amp;b" xmlns:s="urn:shop">
                <s:row a:k="1"><s:id>x</s:id></s:row>
                </rejected>
                """;
        assertThat(folder.resolve("xml/a.xml")).hasContent(text);
        BatchReport again = load(contract, "11", Map.of("a.xml", text.getBytes(UTF_8)));
        assertThat(again.conversion().orElseThrow().rejected()).isEqualTo(1);
    }

    @Test
    void prefixesThatAreNotKnownAreNamed() throws IOException {
        Contract contract = publish("fees", "format: xml, records: row");
        BatchReport batch = load(contract, "10", Map.of("a.xml", """
                <feed><row><id>x</id></row><row b:k="1" xmlns:b="urn:b"><c:id xmlns:c="urn:c">x</c:id></row></feed>
                """.getBytes(UTF_8)));

        assertThat(export(contract, batch, "fees-out").remarks())
                .containsExactly(
                        "a.xml: its records use prefixes that are not declared where the first record of their file stands:"
                                + " b, c. Declare them in the element rejected");
    }

    @Test
    void rowsOfAFileThatIsGoneAreNotExportedWithoutTheirHeader() throws IOException {
        Contract contract = publish("gone", "format: csv");
        BatchReport batch = load(contract, "10", Map.of("a.csv", "id,item\nx,pen\n".getBytes(UTF_8)));
        S3Location file = batch.manifest().folder().resolve("a.csv");
        pipeline.s3()
                .client()
                .deleteObject(request -> request.bucket(file.bucket()).key(file.key()));

        assertThatThrownBy(() -> export(contract, batch, "gone-out"))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot export the rows of " + file
                        + ": the file is gone, and its header with it. 'quarantine show --json' prints the rows");
        assertThat(folder)
                .isDirectoryNotContaining(left -> left.getFileName().toString().contains("gone-out"));
    }
}
