/** The warehouse: its SQL and how it is asked, through the Redshift Data API only. */
@NullMarked
package dev.waybill.warehouse;

import org.jspecify.annotations.NullMarked;
