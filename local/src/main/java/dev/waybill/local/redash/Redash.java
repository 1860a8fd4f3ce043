package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a Redash has and does. Paths are relative to its URL, as in {@code api/queries/7}.
 *
 * <p>Of its errors, an {@link dev.waybill.error.UnknownOutcomeException} says that something may have been written: look before
 * it is tried again.
 *
 * @see <a href="https://github.com/getredash/redash/tree/v26.3.0/redash/handlers">The API's handlers</a>
 */
interface Redash {
    <T> T get(String path, Class<T> type);

    /** All of a list that comes in pages, the oldest first. */
    <T> List<T> list(String path, Class<T> type);

    <T> T post(String path, ObjectNode body, Class<T> type);

    void delete(String path);
}
