/** Lambda on one machine, through the runtime's own serialization. */
@NullMarked
package dev.waybill.local.lambda;

import org.jspecify.annotations.NullMarked;
