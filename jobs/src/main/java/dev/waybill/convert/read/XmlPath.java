package dev.waybill.convert.read;

import dev.waybill.contract.Column;
import dev.waybill.contract.FieldPath;
import dev.waybill.contract.FieldPath.Step;
import dev.waybill.convert.type.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A contract's path into an XML record: down through elements, to an element or an attribute. */
record XmlPath(List<Step> steps) {
    /** Which of the elements of a name. */
    private static final int THE_ONLY_ONE = -1;

    static @Nullable XmlPath of(Column column) {
        return column.from()
                .map(FieldPath::parse)
                .map(path -> new XmlPath(path.steps()))
                .orElse(null);
    }

    /** Adds what the record has there to {@code found}, unless it is absent or {@code faults} says why it isn't clear. */
    void find(XmlElement record, String column, List<@Nullable String> found, List<Fault> faults) {
        XmlElement element = record;
        for (int i = 0; i < steps.size(); i++) {
            String name = steps.get(i) instanceof Step.Field field ? field.name() : "";
            if (name.startsWith("@")) {
                element.attribute(name.substring(1)).ifPresent(found::add);
                return;
            }
            if (name.equals(FieldPath.SELF)) {
                continue;
            }
            int index = THE_ONLY_ONE;
            if (i + 1 < steps.size() && steps.get(i + 1) instanceof Step.Element at) {
                index = at.index();
                i++;
            }
            Optional<XmlElement> child = child(element, name, index, column, faults);
            if (child.isEmpty()) {
                return;
            }
            element = child.get();
        }
        found.add(element.value());
    }

    private static Optional<XmlElement> child(
            XmlElement element, String name, int index, String column, List<Fault> faults) {
        List<XmlElement> named = new ArrayList<>();
        for (XmlElement child : element.children()) {
            if (child.name().is(name)) {
                named.add(child);
            }
        }
        if (index == THE_ONLY_ONE && named.size() > 1) {
            faults.add(several(column, named.size(), name));
            return Optional.empty();
        }
        int at = Math.max(index, 0);
        return at < named.size() ? Optional.of(named.get(at)) : Optional.empty();
    }

    static Fault several(String column, int count, String name) {
        return Fault.ofColumn(
                column,
                "the record has " + count + " elements '" + name + "'. Say which, such as from: " + name + "[0]");
    }
}
