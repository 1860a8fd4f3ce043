package dev.waybill.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of {@code src/test/resources} with the whole text that the code must make. */
final class GoldenFile {
    private GoldenFile() {}

    /**
     * Fails with the lines that differ. The text is left under {@code target/golden/}: if it is right and the file is not,
     * copy it over.
     */
    static void assertSame(String name, String text) throws IOException {
        Path made = Path.of("target/golden").resolve(name);
        Files.createDirectories(made.toAbsolutePath().getParent());
        Files.writeString(made, text);
        assertThat(Path.of("src/test/resources").resolve(name))
                .as("%s against %s", name, made)
                .usingCharset(StandardCharsets.UTF_8)
                .hasContent(text);
    }
}
