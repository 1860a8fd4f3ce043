package dev.waybill.contract;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The structure of a contract: {@code datasets/contract.schema.json}, the file that editors use too. */
final class ContractSchema {
    private static final String RESOURCE = "contract.schema.json";
    private static final JsonSchema SCHEMA = load();

    private ContractSchema() {}

    /** Reports every departure from the schema, unless a more exact check already reported the same place. */
    static void check(YamlDocument document, Mistakes mistakes) {
        List<SchemaMistake> found = SCHEMA.validate(document.root()).stream()
                .filter(departure -> !isForEditorsOnly(departure))
                .map(departure -> SchemaMistake.of(departure, SCHEMA.getSchemaNode()))
                .toList();
        Set<String> misspelt =
                found.stream().flatMap(mistake -> mistake.meant().stream()).collect(Collectors.toSet());
        found.stream()
                .filter(mistake -> !(mistake.isAbsentFrom(document) && misspelt.contains(mistake.path())))
                .forEach(mistake -> mistake.report(document, mistakes));
    }

    /**
     * Patterns (of names, tables, shares) and the kinds of checks are in the schema so that editors help; the readers have
     * the same rules with better words.
     */
    private static boolean isForEditorsOnly(ValidationMessage departure) {
        return departure.getType().equals("pattern")
                || departure.getEvaluationPath().contains("propertyNames")
                || departure.getEvaluationPath().contains("oneOf");
    }

    /** The path of a place in the words of our messages: {@code quality.checks[0].range}. */
    static String path(JsonNodePath location) {
        String path = "";
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            path = element instanceof Integer index
                    ? YamlDocument.child(path, index)
                    : YamlDocument.child(path, element.toString());
        }
        return path;
    }

    private static JsonSchema load() {
        try (InputStream resource =
                Objects.requireNonNull(ContractSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE + " in Waybill's own jar", e);
        }
    }
}
