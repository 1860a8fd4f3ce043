/** What content is known by. */
@NullMarked
package dev.waybill.digest;

import org.jspecify.annotations.NullMarked;
