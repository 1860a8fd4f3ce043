package dev.waybill.convert;

import dev.waybill.job.GlueArguments;

/**
 * The configuration of ConvertBatch.
 *
 * @param sourceDatabase the catalog's database of the source tables, which the crawler fills
 * @param processedDatabase the catalog's database of the Parquet tables
 */
public record ConvertBatchSettings(String sourceDatabase, String processedDatabase) {

    public static ConvertBatchSettings of(GlueArguments arguments) {
        arguments.require("--source_database", "--processed_database");
        return new ConvertBatchSettings(arguments.get("--source_database"), arguments.get("--processed_database"));
    }
}
