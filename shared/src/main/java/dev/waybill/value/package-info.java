/** From a field's text to a column's value, by the contract's types. */
@NullMarked
package dev.waybill.value;

import org.jspecify.annotations.NullMarked;
