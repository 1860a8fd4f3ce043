@NullMarked
package dev.waybill.receipt;

import org.jspecify.annotations.NullMarked;
