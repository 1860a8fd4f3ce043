package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Redash that is only read: what would be written is kept here, under negative ids, and answered as if it were there. */
final class DryRun implements Redash {
    private final Redash redash;
    private final Map<String, ObjectNode> written = new HashMap<>();
    private long lastId;

    DryRun(Redash redash) {
        this.redash = redash;
    }

    @Override
    public <T> T get(String path, Class<T> type) {
        return Optional.ofNullable(written.get(path))
                .map(json -> RedashServer.convert(json, path, type))
                .orElseGet(() -> redash.get(path, type));
    }

    @Override
    public <T> List<T> list(String path, Class<T> type) {
        return redash.list(path, type);
    }

    @Override
    public <T> T post(String path, ObjectNode body, Class<T> type) {
        ObjectNode json;
        if (path.matches(".*/-?\\d+")) {
            json = get(path, ObjectNode.class);
            json.setAll(body);
            written.put(path, json);
        } else {
            json = body.deepCopy().put("id", --lastId).put("is_draft", true);
            written.put(path + "/" + lastId, json);
        }
        return RedashServer.convert(json, path, type);
    }

    @Override
    public void delete(String path) {
        // What is gone isn't asked for again.
    }
}
