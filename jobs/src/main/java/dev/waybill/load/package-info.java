/** LoadBatch: the converted rows reach the warehouse, once. */
@NullMarked
package dev.waybill.load;

import org.jspecify.annotations.NullMarked;
