package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes one thing with its parts, and notes whether something was. A try that failed counts: it may have written. */
final class Writes {
    private final Redash redash;
    private Change change = Change.UNCHANGED;

    Writes(Redash redash) {
        this.redash = redash;
    }

    Change change() {
        return change;
    }

    /** Makes the thing itself. */
    <T> T create(String path, ObjectNode body, Class<T> type) {
        change = Change.CREATED;
        return redash.post(path, body, type);
    }

    /** Changes it, or makes or changes a part of it. */
    <T> T update(String path, ObjectNode body, Class<T> type) {
        updated();
        return redash.post(path, body, type);
    }

    /** Deletes a part of it. */
    void delete(String path) {
        updated();
        redash.delete(path);
    }

    private void updated() {
        if (change == Change.UNCHANGED) {
            change = Change.UPDATED;
        }
    }
}
