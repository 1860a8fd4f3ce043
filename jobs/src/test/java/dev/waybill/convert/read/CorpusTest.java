package dev.waybill.convert.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.convert.type.Fault;
import dev.waybill.convert.type.RowTyper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files as they are found in the wild, each in a folder of its own under {@code corpus/}: its contract, the file or files,
 * and the tables of what is read, {@code rows.txt}, and of what isn't, {@code rejects.txt}. With {@code -Dcorpus.write=true}
 * the tables are written instead of compared, to be read by whoever adds a case.
 */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Set<String> NO_SOURCES = Set.of("contract.yaml", "rows.txt", "rejects.txt");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreManyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(59);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyRecordIsARowOrARejectAsTheTablesSay(String name) throws IOException {
        Path folder = CORPUS.resolve(name);
        Contract contract = ContractParser.parse(Files.readAllBytes(folder.resolve("contract.yaml")), name);
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> rejects = new ArrayList<>();
        rows.add(Stream.concat(Stream.of("place"), contract.columns().stream().map(column -> column.name()))
                .toList());
        rejects.add(List.of("place", "reason", "text"));
        for (Path file : sources(folder)) {
            read(file, contract, rows, rejects);
        }
        compare(folder.resolve("rows.txt"), rows);
        compare(folder.resolve("rejects.txt"), rejects);
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !NO_SOURCES.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static void read(Path file, Contract contract, List<List<String>> rows, List<List<String>> rejects)
            throws IOException {
        String name = file.getFileName().toString();
        RowTyper typer = new RowTyper(contract);
        try (RecordReader reader = RecordReaders.open(Files.newInputStream(file), name, contract)) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                String place = name + ":" + record.position();
                List<Fault> faults = new ArrayList<>(record.faults());
                @Nullable Object[] values = new Object[contract.columns().size()];
                if (faults.isEmpty()) {
                    typer.type(record.fields(), values, faults);
                }
                if (faults.isEmpty()) {
                    rows.add(Stream.concat(
                                    Stream.of(place), Arrays.stream(values).map(CorpusTest::shown))
                            .toList());
                } else {
                    String reasons = faults.stream().map(Fault::message).collect(Collectors.joining("; "));
                    rejects.add(List.of(
                            place, escaped(reasons), shown(record.raw().get().readable())));
                }
            }
        } catch (FileFaultException e) {
            rejects.add(List.of(name, "file! " + escaped(String.valueOf(e.getMessage())), ""));
        }
    }

    private static void compare(Path expected, List<List<String>> table) throws IOException {
        String text = aligned(table);
        if (Boolean.getBoolean("corpus.write")) {
            Files.writeString(expected, text);
        }
        assertThat(text).as("%s", expected).isEqualTo(Files.readString(expected));
    }

    private static String aligned(List<List<String>> table) {
        int[] widths = IntStream.range(0, table.get(0).size())
                .map(column -> table.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return table.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .collect(Collectors.joining(" | "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A text in quotes; what can't be seen is escaped as Java does. */
    private static String shown(@Nullable Object value) {
        return value instanceof String text
                ? "'" + escaped(text) + "'"
                : Objects.requireNonNullElse(value, "NULL").toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\\' -> escaped.append("\\\\");
                default -> {
                    boolean visible = c == ' '
                            || !(Character.isISOControl(c)
                                    || Character.isSpaceChar(c)
                                    || Character.getType(c) == Character.SURROGATE
                                    || Character.getType(c) == Character.FORMAT);
                    escaped.append(visible ? Character.toString(c) : "\\u%04x".formatted(c));
                }
            }
        });
        return escaped.length() > 300 ? escaped.substring(0, 300) + "…" : escaped.toString();
    }
}
