/** Redshift on one machine: PostgreSQL behind the Data API's own client interface. */
@NullMarked
package dev.waybill.local.warehouse;

import org.jspecify.annotations.NullMarked;
