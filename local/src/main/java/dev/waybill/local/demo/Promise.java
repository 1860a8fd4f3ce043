package dev.waybill.local.demo;

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

    boolean kept() {
        return found.isEmpty();
    }
}
