/** Lambda: the arrival of a manifest starts one execution of the state machine. */
@NullMarked
package dev.waybill.start;

import org.jspecify.annotations.NullMarked;
