/** What functions count. What becomes of rows and batches isn't here: it is counted of what the state machine announces. */
@NullMarked
package dev.waybill.metrics;

import org.jspecify.annotations.NullMarked;
