/** Redshift's SQL, translated for PostgreSQL on tokens; what Redshift would refuse is refused here. */
@NullMarked
package dev.waybill.local.warehouse.sql;

import org.jspecify.annotations.NullMarked;
