package dev.waybill.convert.read;

import dev.waybill.contract.Column;
import dev.waybill.convert.type.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the contract's columns in an XML record. */
final class XmlFields {
    private final List<Column> columns;
    private final @Nullable XmlPath[] paths;
    private final SnakeNames names = new SnakeNames();

    XmlFields(List<Column> columns) {
        this.columns = columns;
        this.paths = columns.stream().map(XmlPath::of).toArray(XmlPath[]::new);
    }

    @Nullable
    String[] of(XmlElement record, List<Fault> faults) {
        @Nullable String[] fields = new String[paths.length];
        boolean none = true;
        for (int i = 0; i < fields.length; i++) {
            String column = columns.get(i).name();
            List<@Nullable String> found = new ArrayList<>(1);
            XmlPath path = paths[i];
            if (path == null) {
                bySnakeCase(record, column, found, faults);
            } else {
                path.find(record, column, found, faults);
            }
            if (!found.isEmpty()) {
                fields[i] = found.get(0);
                none = false;
            }
        }
        if (none && faults.isEmpty()) {
            faults.add(NoFields.FAULT);
        }
        return fields;
    }

    private void bySnakeCase(XmlElement record, String column, List<@Nullable String> found, List<Fault> faults) {
        for (XmlElement child : record.children()) {
            if (names.of(child.name().local()).equals(column)) {
                found.add(child.value());
            }
        }
        if (found.isEmpty()) {
            for (XmlElement.Attribute attribute : record.attributes()) {
                if (names.of(attribute.name().local()).equals(column)) {
                    found.add(attribute.value());
                }
            }
        }
        if (found.size() > 1) {
            faults.add(XmlPath.several(column, found.size(), column));
        }
    }
}
