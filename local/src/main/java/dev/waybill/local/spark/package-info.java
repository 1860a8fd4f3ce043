/** Spark in this process. */
@NullMarked
package dev.waybill.local.spark;

import org.jspecify.annotations.NullMarked;
