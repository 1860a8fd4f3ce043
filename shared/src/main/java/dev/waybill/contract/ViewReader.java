package dev.waybill.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the contract's {@code refresh}. */
final class ViewReader {
    private ViewReader() {}

    static List<RefreshView> read(Section root, Optional<TableName> target) {
        List<RefreshView> views = new ArrayList<>();
        for (Section element : root.elements("refresh")) {
            Optional<Section> name = element.node().isObject() ? element.child("view") : Optional.of(element);
            Optional<TableName> view = name.flatMap(section -> section.value(TableName::parse));
            Optional<String> query = element.value("as", SelectQuery::check);
            if (view.isEmpty()) {
                continue;
            }
            if (view.equals(target)) {
                element.mistake("names the target table, which is no view. Name a materialized view or remove it");
            }
            if (views.stream().anyMatch(other -> other.view().equals(view.get()))) {
                element.mistake("names " + view.get() + " again. Remove it");
            }
            views.add(new RefreshView(view.get(), query));
        }
        return views;
    }
}
