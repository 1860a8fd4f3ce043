package dev.waybill.local.redash;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A visualization as its query's file says it.
 *
 * @param type as Redash names it: {@code CHART}, {@code COUNTER}, {@code TABLE}, …
 * @param options as Redash keeps them; what is left out has its default there
 * @see <a href="https://github.com/getredash/redash/tree/v26.3.0/viz-lib/src/visualizations">Visualizations and their options</a>
 */
public record VisualizationFile(String name, String type, ObjectNode options) {
    public VisualizationFile {
        FileRules.requireName("name", name);
        if (!type.matches("[A-Z_]+")) {
            throw new IllegalArgumentException(
                    "type is '" + type + "'. Write it as Redash does, such as CHART, COUNTER or TABLE");
        }
    }
}
