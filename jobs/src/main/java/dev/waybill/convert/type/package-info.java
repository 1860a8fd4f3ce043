/** From a record's fields to a row's values, or to the faults that it is rejected for. */
@NullMarked
package dev.waybill.convert.type;

import org.jspecify.annotations.NullMarked;
