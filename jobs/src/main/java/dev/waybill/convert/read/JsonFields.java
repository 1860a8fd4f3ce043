package dev.waybill.convert.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.waybill.contract.Column;
import dev.waybill.contract.ColumnType;
import dev.waybill.contract.Contract;
import dev.waybill.contract.FieldPath;
import dev.waybill.contract.FieldPath.Step;
import dev.waybill.convert.type.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the contract's columns in a JSON record. An object or a list in a character column, and any value in a super, is its
 * JSON text.
 */
final class JsonFields {
    /** Beyond it, a number is written with an exponent, lest 1e999999999 becomes a billion characters. */
    private static final int MOST_ZEROES = 400;

    private final List<Column> columns;
    private final @Nullable FieldPath[] paths;
    private final SnakeNames names = new SnakeNames();
    private final RecordDrift drift;
    private final AddedTexts added;
    private final JsonNames newNames;

    JsonFields(Contract contract) {
        this.columns = contract.columns();
        this.drift = new RecordDrift(contract);
        this.added = new AddedTexts(contract);
        this.newNames = new JsonNames(ContractFields.of(columns), drift.news(), added);
        this.paths = columns.stream()
                .map(column -> column.from().map(FieldPath::parse).orElse(null))
                .toArray(FieldPath[]::new);
    }

    @Nullable
    String[] of(JsonNode record, List<Fault> faults) {
        @Nullable String[] fields = new String[paths.length];
        boolean none = true;
        // What is broken goes to quarantine whole, and says nothing of the file's fields.
        boolean judged = faults.isEmpty();
        for (int i = 0; i < fields.length; i++) {
            Column column = columns.get(i);
            FieldPath path = paths[i];
            int before = faults.size();
            JsonNode node = path == null ? bySnakeCase(record, column.name(), faults) : at(record, path);
            boolean there = false;
            if (node != null && !node.isMissingNode()) {
                fields[i] = text(column, node, faults);
                none = false;
                there = true;
            }
            if (judged && (there || faults.size() > before)) {
                drift.found(i);
            }
        }
        if (judged) {
            drift.record();
            if (!none || !added.areWanted()) {
                newNames.look(record);
            }
        }
        if (none && faults.isEmpty()) {
            faults.add(NoFields.FAULT);
        }
        return fields;
    }

    /** What the record that was looked at last has under new names, if the contract adds them. */
    Map<String, @Nullable String> added() {
        return added.take();
    }

    void refuseDrift() throws FileFaultException {
        drift.refuse();
    }

    boolean anyJudged() {
        return drift.anyRecord();
    }

    FileDrift drift() {
        return drift.drift();
    }

    private static JsonNode at(JsonNode record, FieldPath path) {
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
            if (names.of(field.getKey()).equals(column)) {
                if (found != null) {
                    faults.add(Fault.ofColumn(column, "several fields have this name. Say which by from"));
                    return null;
                }
                found = field.getValue();
            }
        }
        return found;
    }

    private static @Nullable String text(Column column, JsonNode node, List<Fault> faults) {
        if (node.isNull()) {
            return null;
        }
        if (column.type() == ColumnType.Simple.SUPER) {
            return Json.text(node);
        }
        if (node.isContainerNode() && !column.type().isText()) {
            faults.add(Fault.of(
                    column.name(),
                    node.toString(),
                    "is " + (node.isArray() ? "a list" : "an object") + ", and no "
                            + column.type().sql()));
            return null;
        }
        return text(node);
    }

    /** The text of a value that isn't null, as a character column takes it. */
    static String text(JsonNode node) {
        if (node.isBigDecimal()) {
            return digits(node.decimalValue());
        }
        if (node instanceof POJONode number && number.getPojo() instanceof RawValue text) {
            return (String) text.rawValue();
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static String digits(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_ZEROES ? number.toPlainString() : number.toString();
    }
}
