/** Errors by what the caller can do about them. */
@NullMarked
package dev.waybill.error;

import org.jspecify.annotations.NullMarked;
