package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Age;
import java.util.List;
import java.util.Optional;

/**
 * A query as its files say it.
 *
 * @param name by which it is found in Redash
 * @param every how often Redash runs it by itself; empty for not at all, or as somebody set it there
 * @param sql of the file beside, which ends in {@code .sql}
 */
public record QueryFile(
        String name, String description, Optional<Age> every, List<VisualizationFile> visualizations, String sql) {

    public QueryFile {
        FileRules.requireName("name", name);
        if (visualizations.stream().map(VisualizationFile::name).distinct().count() < visualizations.size()) {
            throw new IllegalArgumentException("two visualizations have one name");
        }
    }

    /** As Redash keeps it: redash/models/__init__.py asks for all four fields. */
    Optional<ObjectNode> schedule() {
        return every.map(age -> JsonNodeFactory.instance
                .objectNode()
                .put("interval", Math.toIntExact(age.duration().toSeconds()))
                .putNull("time")
                .putNull("day_of_week")
                .putNull("until"));
    }
}
