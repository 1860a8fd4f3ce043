/** Text for people. */
@NullMarked
package dev.waybill.local.text;

import org.jspecify.annotations.NullMarked;
