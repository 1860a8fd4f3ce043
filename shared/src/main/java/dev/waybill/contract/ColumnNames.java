package dev.waybill.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names of a contract's columns, and how other parts refer to them. */
record ColumnNames(List<String> all) {

    static ColumnNames of(Section root) {
        return new ColumnNames(root.mapping("columns").map(Section::keys).orElse(List.of()));
    }

    /** The column that the text under {@code key} names. */
    Optional<String> one(Section section, String key) {
        return section.child(key).flatMap(this::one);
    }

    /** The columns that the list under {@code key} names, each once. */
    List<String> list(Section section, String key) {
        List<String> names = new ArrayList<>();
        for (Section element : section.elements(key)) {
            Optional<String> name = one(element);
            if (name.filter(names::contains).isPresent()) {
                element.mistake("names " + name.get() + " again. Remove it");
            }
            name.ifPresent(names::add);
        }
        return names;
    }

    private Optional<String> one(Section reference) {
        return reference.text().flatMap(text -> named(reference, text));
    }

    /** The column of this name, which {@code reference} speaks of. */
    Optional<String> named(Section reference, String name) {
        if (!all.contains(name)) {
            String suggestion = Spelling.didYouMean(name, all);
            reference.mistake("there is no column '" + name + "'." + (suggestion.isEmpty() ? known() : suggestion));
        }
        return Optional.of(name);
    }

    private String known() {
        return all.isEmpty()
                ? ""
                : all.stream()
                        .limit(20)
                        .collect(Collectors.joining(", ", " Write one of ", all.size() > 20 ? ", …" : ""));
    }
}
