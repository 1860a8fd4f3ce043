package dev.waybill.local.redash;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.waybill.error.TerminalException;
import dev.waybill.receipt.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a folder of dashboards: {@code <dashboard>.yaml}, and {@code queries/<query>.yaml} with {@code queries/<query>.sql}
 * beside it.
 */
public final class DashboardFilesReader {
    private static final YAMLMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .addModule(new Jdk8Module())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final Path folder;
    private final List<String> mistakes = new ArrayList<>();

    private DashboardFilesReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads all of a folder.
     *
     * @throws TerminalException with all mistakes of the files, each with its file
     */
    public static DashboardFiles read(Path folder) {
        if (!Files.isDirectory(folder.resolve("queries"))) {
            throw new TerminalException("Cannot find dashboards in " + folder
                    + ": it has no folder 'queries'. Name the folder of the dashboards with --folder");
        }
        try {
            return new DashboardFilesReader(folder).read();
        } catch (IOException e) {
            throw new TerminalException("Cannot read the dashboards in " + folder + ": " + e.getMessage(), e);
        }
    }

    private DashboardFiles read() throws IOException {
        Map<String, DashboardFile> dashboards = new LinkedHashMap<>();
        for (Path file : yaml(folder)) {
            tree(file)
                    .flatMap(tree -> convert(file, tree, DashboardFile.class))
                    .ifPresent(dashboard -> dashboards.put(key(file), dashboard));
        }
        Map<String, QueryFile> queries = new LinkedHashMap<>();
        for (Path file : yaml(folder.resolve("queries"))) {
            Path sql = file.resolveSibling(key(file) + ".sql");
            if (!Files.exists(sql)) {
                mistakes.add(name(sql) + ": there is no such file, but a YAML file of that name");
                continue;
            }
            String text = Files.readString(sql).strip();
            tree(file)
                    .flatMap(tree -> convert(file, tree.put("sql", text), QueryFile.class))
                    .ifPresent(query -> queries.put(key(file), query));
        }
        if (mistakes.isEmpty()) {
            try {
                return new DashboardFiles(dashboards, queries);
            } catch (IllegalArgumentException e) {
                mistakes.add(String.valueOf(e.getMessage()));
            }
        }
        throw new TerminalException("Invalid dashboards in " + folder + ":\n  " + String.join("\n  ", mistakes));
    }

    private static List<Path> yaml(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String key(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yaml$", "");
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private Optional<ObjectNode> tree(Path file) throws IOException {
        try {
            if (YAML.readTree(file.toFile()) instanceof ObjectNode tree) {
                return Optional.of(tree);
            }
            mistakes.add(name(file) + ": it isn't a map of fields");
        } catch (JsonProcessingException e) {
            // Its other lines are a picture of the place.
            mistakes.add(name(file) + ": no YAML: "
                    + JsonProblem.of(e).lines().findFirst().orElse(""));
        }
        return Optional.empty();
    }

    private <T> Optional<T> convert(Path file, ObjectNode tree, Class<T> type) {
        try {
            return Optional.of(YAML.treeToValue(tree, type));
        } catch (JsonProcessingException e) {
            mistakes.add(name(file) + ": " + JsonProblem.of(e));
            return Optional.empty();
        }
    }
}
