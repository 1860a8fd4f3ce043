package dev.waybill.local.redash;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.waybill.error.TerminalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Redash that is asked through HTTP. */
record RedashServer(RedashHttp http) implements Redash {
    /** The most that Redash puts on a page. */
    private static final int PAGE_SIZE = 250;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    @Override
    public <T> T get(String path, Class<T> type) {
        return convert(http.get(path), path, type);
    }

    // By creation, so that what is made meanwhile comes last and moves nothing to another page. A page after the last
    // one is an
    // error, not an empty page.
    @Override
    public <T> List<T> list(String path, Class<T> type) {
        Map<Long, JsonNode> byId = new LinkedHashMap<>();
        long count = 1;
        for (int page = 1; (page - 1L) * PAGE_SIZE < count; page++) {
            JsonNode answer = http.get(path + "?page_size=" + PAGE_SIZE + "&order=created_at&page=" + page);
            count = answer.path("count").asLong();
            answer.path("results").forEach(item -> byId.put(item.path("id").asLong(), item));
        }
        return byId.values().stream().map(item -> convert(item, path, type)).toList();
    }

    @Override
    public <T> T post(String path, ObjectNode body, Class<T> type) {
        return convert(http.post(path, body), path, type);
    }

    @Override
    public void delete(String path) {
        http.delete(path);
    }

    static <T> T convert(JsonNode json, String path, Class<T> type) {
        try {
            return MAPPER.convertValue(json, type);
        } catch (IllegalArgumentException e) {
            throw new TerminalException(
                    "Cannot understand what Redash answers of " + path
                            + ": it isn't what Redash 10.1 to 26.3 answers. Check the URL, and which version this Redash is",
                    e);
        }
    }
}
