package dev.waybill.contract;

import dev.waybill.contract.Derived.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the contract's {@code refresh}. */
final class DerivedReader {
    private DerivedReader() {}

    /** In the order in which they are to be refreshed. */
    static List<Derived> read(Section root, Optional<TableName> target) {
        List<Derived> all = new ArrayList<>();
        for (Section element : root.elements("refresh")) {
            Kind kind = element.has("table") ? Kind.TABLE : Kind.VIEW;
            if (element.node().isObject() && element.has("view") == element.has("table")) {
                element.mistake(
                        element.has("view")
                                ? "has view and table. Write each as an element of its own"
                                : "names nothing. Write view: or table: and the name");
                continue;
            }
            Optional<Section> section = element.node().isObject()
                    ? element.child(kind == Kind.TABLE ? "table" : "view")
                    : Optional.of(element);
            Optional<TableName> name = section.flatMap(known -> known.value(TableName::parse));
            Optional<String> query = element.value("as", SelectQuery::check);
            if (name.isEmpty()) {
                continue;
            }
            if (name.equals(target)) {
                element.mistake("names the target table, which is loaded and not refreshed. Remove it");
            }
            if (all.stream().anyMatch(other -> other.name().equals(name.get()))) {
                element.mistake("names " + name.get() + " again. Remove it");
            }
            all.add(new Derived(name.get(), kind, query));
        }
        return Derived.inOrder(all);
    }
}
