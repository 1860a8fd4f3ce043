/** The function check-freshness: which hours should be loaded by now and aren't, as metrics and as messages. */
@NullMarked
package dev.waybill.freshness;

import org.jspecify.annotations.NullMarked;
