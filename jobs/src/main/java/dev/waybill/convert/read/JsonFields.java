package dev.waybill.convert.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.FieldPath;
import dev.waybill.contract.FieldPath.Step;
import dev.waybill.contract.SnakeCase;
import dev.waybill.convert.type.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the contract's columns in a JSON record. An object or a list in a character column is its JSON text. */
final class JsonFields {
    private final List<Column> columns;
    private final List<Optional<FieldPath>> paths;
    /** Field names in snake_case, as they were met: few names, many records. */
    private final Map<String, String> snakeCase = new HashMap<>();

    JsonFields(List<Column> columns) {
        this.columns = columns;
        this.paths = columns.stream()
                .map(column -> column.from().map(FieldPath::parse))
                .toList();
    }

    @Nullable
    String[] of(JsonNode record, List<Fault> faults) {
        @Nullable String[] fields = new String[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            Column column = columns.get(i);
            @Nullable
            JsonNode node = paths.get(i)
                    .map(path -> at(record, path))
                    .orElseGet(() -> bySnakeCase(record, column.name(), faults));
            fields[i] = text(column, node, faults);
        }
        return fields;
    }

    private static @Nullable JsonNode at(JsonNode record, FieldPath path) {
        JsonNode node = record;
        for (Step step : path.steps()) {
            node = step instanceof Step.Element element
                    ? node.path(element.index())
                    : node.path(((Step.Field) step).name());
        }
        return node;
    }

    private @Nullable JsonNode bySnakeCase(JsonNode record, String column, List<Fault> faults) {
        @Nullable JsonNode found = record.get(column);
        if (found != null) {
            return found;
        }
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            if (snakeCase.computeIfAbsent(field.getKey(), SnakeCase::of).equals(column)) {
                if (found != null) {
                    faults.add(Fault.ofColumn(column, "several fields have this name. Say which by from"));
                    return null;
                }
                found = field.getValue();
            }
        }
        return found;
    }

    private static @Nullable String text(Column column, @Nullable JsonNode node, List<Fault> faults) {
        if (node == null || node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isValueNode()) {
            return node.asText();
        }
        ColumnType type = column.type();
        if (type instanceof ColumnType.Varchar || type instanceof ColumnType.Char) {
            return node.toString();
        }
        faults.add(Fault.of(
                column.name(),
                node.toString(),
                "is " + (node.isArray() ? "a list" : "an object") + ", not a " + type.sql()));
        return null;
    }
}
