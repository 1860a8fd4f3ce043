/** Lambda: publishes what a version of Waybill consists of, and makes what the warehouse must have. */
@NullMarked
package dev.waybill.provision;

import org.jspecify.annotations.NullMarked;
