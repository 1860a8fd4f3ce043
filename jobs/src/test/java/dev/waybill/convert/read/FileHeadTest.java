package dev.waybill.convert.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileHeadTest {
    private static FileHead csv(String source, String text, Charset charset) throws IOException {
        return of(Reading.csv(source, "id", "item"), text.getBytes(charset));
    }

    private static FileHead of(Reading reading, byte[] file) throws IOException {
        return FileHead.of(new ByteArrayInputStream(file), reading.contract());
    }

    @Test
    void isTheHeaderByteForByteWithWhatStandsBeforeIt() throws IOException {
        String head = "made today\r\n\r\n# a comment\r\nid,\"it\r\nem\"\r\n";
        FileHead found = csv("skip: 1\ncomment: \"#\"", head + "1,pen\r\n", UTF_8);

        assertThat(found.bytes()).isEqualTo(head.getBytes(UTF_8));
        assertThat(found.lineEnd()).isEqualTo("\r\n");
        assertThat(found.charset()).isEqualTo(UTF_8);
    }

    @Test
    void keepsTheByteOrderMarkWhichSaysTheEncoding() throws IOException {
        for (Charset charset : new Charset[] {UTF_8, UTF_16LE, UTF_16BE}) {
            String head = "\uFEFFid,item\n";
            FileHead found = csv("", head + "1,pén\n", charset);

            assertThat(found.bytes()).isEqualTo(head.getBytes(charset));
            assertThat(found.charset()).isEqualTo(charset);
        }
    }

    @Test
    void hasTheContractsEncodingAndTheLineEndsOfItsFile() throws IOException {
        FileHead found = csv("encoding: ISO-8859-1", "id,é\r1,pen\r", ISO_8859_1);

        assertThat(found.bytes()).isEqualTo("id,é\r".getBytes(ISO_8859_1));
        assertThat(found.charset()).isEqualTo(ISO_8859_1);
        assertThat(found.lineEnd()).isEqualTo("\r");
    }

    @Test
    void withoutAHeaderItIsWhatIsLeftOutBeforeTheRows() throws IOException {
        assertThat(csv("header: false", "1,pen\n", UTF_8).bytes()).isEmpty();
        assertThat(csv("header: false\nskip: 2", "made\ntoday\n1,pen\n", UTF_8).bytes())
                .isEqualTo("made\ntoday\n".getBytes(UTF_8));
    }

    @Test
    void ofJsonItIsTheByteOrderMark() throws IOException {
        FileHead found = of(Reading.json("", "id"), "\uFEFF{\"id\": 1}\n".getBytes(UTF_16BE));

        assertThat(found.bytes()).isEqualTo("\uFEFF".getBytes(UTF_16BE));
        assertThat(found.charset()).isEqualTo(UTF_16BE);
        assertThat(of(Reading.json("", "id"), "{\"id\": 1}\n".getBytes(UTF_8)).bytes())
                .isEmpty();
    }

    @Test
    void ofXmlItHasTheNamespacesThatAreInScopeAtTheFirstRecord() throws IOException {
        FileHead found = of(Reading.xml("row", "id"), """
                <?xml version="1.0"?>
                <!DOCTYPE feed>
                <s:feed xmlns:s="urn:shop" xmlns="urn:plain" xmlns:t="urn:old">
                  <s:info xmlns:i="urn:info"/>
                  <s:rows xmlns:t="urn:new"><s:row xmlns:r="urn:row"><s:id>1</s:id></s:row><s:row xmlns:q="urn:q"/></s:rows>
                </s:feed>
                """.getBytes(UTF_8));

        assertThat(found.namespaces())
                .isEqualTo(Map.of("", "urn:plain", "s", "urn:shop", "t", "urn:new", "r", "urn:row"));
        assertThat(found.bytes()).isEmpty();
    }

    @Test
    void whatIsNoFileOfItsFormatIsAnError() {
        assertThatThrownBy(() -> of(Reading.xml("row", "id"), "<feed><a></feed>".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("malformed XML: ");
    }
}
