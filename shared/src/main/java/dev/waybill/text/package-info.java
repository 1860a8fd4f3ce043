/** Words of messages and pages. */
@NullMarked
package dev.waybill.text;

import org.jspecify.annotations.NullMarked;
