package dev.waybill.convert.read;

import dev.waybill.contract.Column;
import dev.waybill.contract.Contract;
import dev.waybill.convert.type.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the contract's columns in an XML record. */
final class XmlFields {
    private final List<Column> columns;
    private final @Nullable XmlPath[] paths;
    private final SnakeNames names = new SnakeNames();
    private final RecordDrift drift;
    private final AddedTexts added;
    private final XmlNames newNames;

    XmlFields(Contract contract) {
        this.columns = contract.columns();
        this.drift = new RecordDrift(contract);
        this.added = new AddedTexts(contract);
        this.newNames = new XmlNames(ContractFields.of(columns), drift.news(), added);
        this.paths = columns.stream().map(XmlPath::of).toArray(XmlPath[]::new);
    }

    @Nullable
    String[] of(XmlElement record, List<Fault> faults) {
        @Nullable String[] fields = new String[paths.length];
        boolean none = true;
        boolean judged = faults.isEmpty();
        for (int i = 0; i < fields.length; i++) {
            String column = columns.get(i).name();
            List<@Nullable String> found = new ArrayList<>(1);
            XmlPath path = paths[i];
            int before = faults.size();
            if (path == null) {
                bySnakeCase(record, column, found, faults);
            } else {
                path.find(record, column, found, faults);
            }
            if (judged && (!found.isEmpty() || faults.size() > before)) {
                drift.found(i);
            }
            if (!found.isEmpty()) {
                fields[i] = found.get(0);
                none = false;
            }
        }
        if (judged) {
            drift.record();
            if (!none || !added.areWanted()) {
                newNames.look(record, faults);
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

    FileDrift drift() {
        return drift.drift();
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
