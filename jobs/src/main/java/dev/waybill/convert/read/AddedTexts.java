package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Contract.Drift;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts that a record has under new names, if the contract adds them as columns. */
final class AddedTexts {
    private final boolean wanted;
    private Map<String, @Nullable String> texts = new LinkedHashMap<>();

    AddedTexts(Contract contract) {
        this.wanted = contract.drift() == Drift.ADD;
    }

    /** Whether the contract adds columns; then a record without any of its columns, which is rejected, must not name new ones. */
    boolean areWanted() {
        return wanted;
    }

    /** The new name that texts are to be put under; empty if they aren't wanted. */
    String name(Optional<String> added) {
        return wanted ? added.orElse("") : "";
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    void put(String name, @Nullable String text) {
        texts.put(name, text);
    }

    /** The texts of the record that was looked at; the next one has none yet. */
    Map<String, @Nullable String> take() {
        if (texts.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable String> taken = texts;
        texts = new LinkedHashMap<>();
        return taken;
    }
}
