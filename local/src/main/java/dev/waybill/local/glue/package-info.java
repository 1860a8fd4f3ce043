/** Glue on one machine: the catalog, crawlers and job runs behind the SDK's own interface. */
@NullMarked
package dev.waybill.local.glue;

import org.jspecify.annotations.NullMarked;
