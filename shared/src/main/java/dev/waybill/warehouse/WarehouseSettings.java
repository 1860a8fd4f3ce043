package dev.waybill.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which warehouse, and how it is entered: a serverless workgroup (by the caller's IAM identity), or a cluster (by the same,
 * or by a secret).
 *
 * @param workgroup exactly one of workgroup and cluster is there
 * @param secretArn a secret of Secrets Manager with the user and password
 */
public record WarehouseSettings(
        Optional<String> workgroup, Optional<String> cluster, Optional<String> secretArn, String database) {

    /**
     * Reads the settings by their names.
     *
     * @param values by {@code WORKGROUP}, {@code CLUSTER_IDENTIFIER}, {@code SECRET_ARN} and {@code DATABASE}; empty is
     *     absent
     * @throws IllegalArgumentException that names everything that is wrong
     */
    public static WarehouseSettings of(Map<String, String> values) {
        Optional<String> workgroup = find(values, "WORKGROUP");
        Optional<String> cluster = find(values, "CLUSTER_IDENTIFIER");
        Optional<String> database = find(values, "DATABASE");
        List<String> mistakes = new ArrayList<>();
        if (workgroup.isPresent() == cluster.isPresent()) {
            mistakes.add("set WORKGROUP or CLUSTER_IDENTIFIER, and not both");
        }
        if (database.isEmpty()) {
            mistakes.add("DATABASE is not set");
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid configuration of the warehouse: " + String.join("; ", mistakes));
        }
        return new WarehouseSettings(workgroup, cluster, find(values, "SECRET_ARN"), database.orElseThrow());
    }

    private static Optional<String> find(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }
}
