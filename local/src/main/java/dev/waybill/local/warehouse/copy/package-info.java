/** COPY on one machine: Parquet files from S3 into PostgreSQL. */
@NullMarked
package dev.waybill.local.warehouse.copy;

import org.jspecify.annotations.NullMarked;
