/** The tour on real data, which checks its own promises. */
@NullMarked
package dev.waybill.local.demo;

import org.jspecify.annotations.NullMarked;
