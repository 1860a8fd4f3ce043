package dev.waybill.provision;

import dev.waybill.error.TerminalException;
import dev.waybill.s3.S3Location;
import dev.waybill.warehouse.CopyRole;
import dev.waybill.warehouse.WarehouseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the template says of the resource {@code Provision}.
 *
 * @param artefacts the bucket that is published to
 * @param version the number of the function's version, which is that of what it carries
 * @param warehouseStays whether an update leaves the warehouse, and the external schema in it, what they were
 */
record ProvisionProperties(
        S3Location artefacts,
        String version,
        WarehouseSettings warehouse,
        Optional<ExternalSchema> externalSchema,
        boolean warehouseStays) {
    private static final Pattern VERSION = Pattern.compile(".+:(\\d+)");

    /** The schema through which the warehouse sees the Parquet files. */
    record ExternalSchema(String name, String database, CopyRole role) {}

    /**
     * Reads the properties; what is empty is absent. Those that it doesn't know, it ignores: {@code After} and
     * {@code ServiceToken} are for CloudFormation.
     *
     * @param before the properties that an update replaces, whatever is wrong with them; otherwise none
     * @throws TerminalException that names everything that is wrong
     */
    static ProvisionProperties of(Map<String, String> values, Map<String, String> before) {
        Reading reading = new Reading(values);
        Optional<S3Location> artefacts = reading.artefacts();
        String version = reading.version();
        WarehouseSettings warehouse = reading.warehouse();
        Optional<ExternalSchema> externalSchema = reading.externalSchema();
        if (!reading.mistakes.isEmpty()) {
            throw new TerminalException(
                    "Invalid properties of the resource Provision: " + String.join("; ", reading.mistakes));
        }
        Reading old = new Reading(before);
        boolean warehouseStays =
                old.warehouse().equals(warehouse) && old.externalSchema().equals(externalSchema);
        return new ProvisionProperties(artefacts.orElseThrow(), version, warehouse, externalSchema, warehouseStays);
    }

    /** {@code s3://…/jobs/<version>/}: each version has its own folder, which runs that are under way keep reading. */
    S3Location jobs() {
        return artefacts.resolve("jobs/" + version + "/");
    }

    S3Location contracts() {
        return artefacts.resolve("contracts/");
    }

    /** Collects every mistake, so that one deployment shows all of them. */
    private record Reading(Map<String, String> values, List<String> mistakes) {
        Reading(Map<String, String> values) {
            this(values, new ArrayList<>());
        }

        String find(String name) {
            return values.getOrDefault(name, "").strip();
        }

        Optional<String> optional(String name) {
            return Optional.of(find(name)).filter(value -> !value.isEmpty());
        }

        String required(String name) {
            String value = find(name);
            if (value.isEmpty()) {
                mistakes.add(name + " is missing");
            }
            return value;
        }

        Optional<S3Location> artefacts() {
            String bucket = required("ArtefactBucket");
            if (bucket.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new S3Location(bucket, ""));
            } catch (IllegalArgumentException e) {
                mistakes.add("ArtefactBucket: " + e.getMessage());
                return Optional.empty();
            }
        }

        String version() {
            String arn = required("Version");
            Matcher number = VERSION.matcher(arn);
            if (number.matches()) {
                return number.group(1);
            }
            if (!arn.isEmpty()) {
                mistakes.add("Version is not the ARN of a published version: '" + arn + "'");
            }
            return "";
        }

        /** {@link WarehouseSettings#of} would name the mistakes by the jobs' variables. */
        WarehouseSettings warehouse() {
            Optional<String> workgroup = optional("Workgroup");
            Optional<String> cluster = optional("ClusterIdentifier");
            if (workgroup.isPresent() == cluster.isPresent()) {
                mistakes.add("set Workgroup or ClusterIdentifier, and not both");
            }
            return new WarehouseSettings(workgroup, cluster, optional("SecretArn"), required("Database"));
        }

        Optional<ExternalSchema> externalSchema() {
            String schema = find("ExternalSchema");
            if (schema.isEmpty()) {
                return Optional.empty();
            }
            String role = find("WarehouseRoleArn");
            try {
                return Optional.of(new ExternalSchema(
                        schema, required("ExternalDatabase"), new CopyRole(role.isEmpty() ? "default" : role)));
            } catch (IllegalArgumentException e) {
                mistakes.add("WarehouseRoleArn: " + e.getMessage());
                return Optional.empty();
            }
        }
    }
}
