package dev.waybill.validate;

import dev.waybill.warehouse.WarehouseSettings;
import java.util.Map;

/** The configuration of validate-batch. */
public record ValidateBatchSettings(WarehouseSettings warehouse) {

    /**
     * Reads {@code WORKGROUP} or {@code CLUSTER_IDENTIFIER}, {@code SECRET_ARN} and {@code DATABASE}.
     *
     * @throws IllegalArgumentException that names everything that is wrong
     */
    public static ValidateBatchSettings fromEnvironment(Map<String, String> environment) {
        return new ValidateBatchSettings(WarehouseSettings.of(environment));
    }
}
