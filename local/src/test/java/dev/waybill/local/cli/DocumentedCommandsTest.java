package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the documents tell to type is there. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern OUR_PATH = Pattern.compile("\\.?[a-z]+/[\\w./-]*\\w");

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    private static List<List<String>> commands(Path document) throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (MatchResult block :
                BLOCK.matcher(Files.readString(document)).results().toList()) {
            block.group(1).lines().map(DocumentedCommandsTest::words).forEach(commands::add);
        }
        return commands;
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> Stream.of(word.group(1), word.group(2), word.group(3))
                        .filter(text -> text != null)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static boolean isRunHere(String command) {
        return List.of("./waybill", "./mvnw", "sam", "aws", "sed").contains(command)
                || command.startsWith("benchmarks/");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aCommandOfWaybillIsOneThatItTakes(Path document) throws IOException {
        for (List<String> command : commands(document)) {
            if (!command.isEmpty() && command.get(0).equals("./waybill")) {
                PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
                String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
                assertThatCode(() -> Waybill.commandLine(nowhere, nowhere).parseArgs(arguments))
                        .as("%s in %s", command, document)
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aFileOfOursInACommandIsThere(Path document) throws IOException {
        for (List<String> command : commands(document)) {
            if (command.isEmpty() || !isRunHere(command.get(0))) {
                continue;
            }
            assertThat(command)
                    .filteredOn(word -> OUR_PATH.matcher(word).matches())
                    .allSatisfy(word -> assertThat(ROOT.resolve(word)).exists());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aLinkToAFileOfOursLeadsThere(Path document) throws IOException {
        Pattern link = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
        assertThat(link.matcher(Files.readString(document)).results().map(found -> found.group(1)))
                .allSatisfy(target ->
                        assertThat(document.resolveSibling(target).normalize()).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aLinkToAPartOfADocumentLeadsThere(Path document) throws IOException {
        Pattern link = Pattern.compile("]\\((?!https?:)([^)#]*)#([^)]+)\\)");
        for (MatchResult found :
                link.matcher(Files.readString(document)).results().toList()) {
            Path target = found.group(1).isEmpty() ? document : document.resolveSibling(found.group(1));
            assertThat(anchors(target)).as("%s in %s", found.group(), document).contains(found.group(2));
        }
    }

    /** A heading's anchor, as GitHub makes it. */
    private static List<String> anchors(Path document) throws IOException {
        return Files.readString(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }
}
