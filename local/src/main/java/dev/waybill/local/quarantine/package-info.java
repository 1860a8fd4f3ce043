/** Rejected rows: to read, to correct, and to deliver again. */
@NullMarked
package dev.waybill.local.quarantine;

import org.jspecify.annotations.NullMarked;
