/** {@code ./waybill load}, killed: processes of their own, what they leave, and what a rerun makes of it. */
@NullMarked
package dev.waybill.local.killed;

import org.jspecify.annotations.NullMarked;
