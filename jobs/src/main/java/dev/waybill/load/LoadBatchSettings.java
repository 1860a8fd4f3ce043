package dev.waybill.load;

import dev.waybill.job.GlueArguments;
import dev.waybill.warehouse.CopyRole;
import dev.waybill.warehouse.WarehouseSettings;
import java.util.Map;

/**
 * The configuration of LoadBatch.
 *
 * @param copyRole the role that the warehouse reads the Parquet files with
 */
public record LoadBatchSettings(WarehouseSettings warehouse, CopyRole copyRole) {

    /** Reads {@code --workgroup} or {@code --cluster_identifier}, {@code --secret_arn}, {@code --database}, {@code --copy_role_arn}. */
    public static LoadBatchSettings of(GlueArguments arguments) {
        return new LoadBatchSettings(
                WarehouseSettings.of(Map.of(
                        "WORKGROUP", arguments.find("--workgroup").orElse(""),
                        "CLUSTER_IDENTIFIER",
                                arguments.find("--cluster_identifier").orElse(""),
                        "SECRET_ARN", arguments.find("--secret_arn").orElse(""),
                        "DATABASE", arguments.find("--database").orElse(""))),
                new CopyRole(arguments.find("--copy_role_arn").orElse("default")));
    }
}
