package dev.waybill.convert.read;

import dev.waybill.contract.Column;
import dev.waybill.contract.FieldPath;
import dev.waybill.contract.FieldPath.Step;
import dev.waybill.contract.SnakeCase;
import dev.waybill.convert.type.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the contract's columns in an XML record. */
final class XmlFields {
    private final List<Column> columns;
    private final List<Optional<FieldPath>> paths;

    XmlFields(List<Column> columns) {
        this.columns = columns;
        this.paths = columns.stream()
                .map(column -> column.from().map(FieldPath::parse))
                .toList();
    }

    @Nullable
    String[] of(XmlElement record, List<Fault> faults) {
        @Nullable String[] fields = new String[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            String column = columns.get(i).name();
            Optional<FieldPath> path = paths.get(i);
            fields[i] = path.isPresent() ? at(record, path.get(), column, faults) : bySnakeCase(record, column, faults);
        }
        return fields;
    }

    private static @Nullable String at(XmlElement record, FieldPath path, String column, List<Fault> faults) {
        XmlElement element = record;
        List<Step> steps = path.steps();
        for (int i = 0; i < steps.size(); i++) {
            String name = ((Step.Field) steps.get(i)).name();
            if (name.startsWith("@")) {
                return element.attributes().get(name.substring(1));
            }
            List<XmlElement> found = element.children(name);
            int index = 0;
            if (i + 1 < steps.size() && steps.get(i + 1) instanceof Step.Element at) {
                index = at.index();
                i++;
            } else if (found.size() > 1) {
                faults.add(several(column, found.size(), name));
                return null;
            }
            if (index >= found.size()) {
                return null;
            }
            element = found.get(index);
        }
        return element.text();
    }

    private static @Nullable String bySnakeCase(XmlElement record, String column, List<Fault> faults) {
        List<String> found = new ArrayList<>();
        record.children().stream()
                .filter(child -> SnakeCase.of(child.name()).equals(column))
                .forEach(child -> found.add(child.text()));
        if (found.isEmpty()) {
            record.attributes().entrySet().stream()
                    .filter(attribute -> SnakeCase.of(attribute.getKey()).equals(column))
                    .forEach(attribute -> found.add(attribute.getValue()));
        }
        if (found.size() > 1) {
            faults.add(several(column, found.size(), column));
            return null;
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static Fault several(String column, int count, String name) {
        return Fault.ofColumn(
                column,
                "the record has " + count + " elements '" + name + "'. Say which, such as from: " + name + "[0]");
    }
}
