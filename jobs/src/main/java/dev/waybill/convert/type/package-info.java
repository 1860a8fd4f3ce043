/** From a field's text to a column's value, by the contract's types and rules. */
@NullMarked
package dev.waybill.convert.type;

import org.jspecify.annotations.NullMarked;
