/** Publishes queries and dashboards to Redash through its HTTP API. */
@NullMarked
package dev.waybill.local.redash;

import org.jspecify.annotations.NullMarked;
