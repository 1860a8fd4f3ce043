package dev.waybill.local.demo;

import dev.waybill.text.Counted;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tour promised, and what came of it.
 *
 * @param found what was there instead; empty if the promise was kept
 */
record Promise(String sentence, String found) {

    static Promise that(String sentence, boolean kept, Object found) {
        return new Promise(sentence, kept ? "" : String.valueOf(found));
    }

    /** That two values are the same. */
    static Promise same(String sentence, Object expected, Object found) {
        return that(sentence, expected.equals(found), "expected " + expected + ", found " + found);
    }

    /** That a table holds these rows and no others; the first that differs is shown. */
    static Promise sameRows(String sentence, Map<String, String> expected, Map<String, String> found) {
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), found.get(key)))
                .findFirst()
                .map(key -> that(
                        sentence,
                        false,
                        key + " should be " + expected.get(key) + ", but is " + found.get(key) + "; the table has "
                                + found.size() + " " + Counted.word(found.size(), "row", "rows") + " of "
                                + expected.size()))
                .orElseGet(() -> that(sentence, true, ""));
    }

    boolean kept() {
        return found.isEmpty();
    }
}
