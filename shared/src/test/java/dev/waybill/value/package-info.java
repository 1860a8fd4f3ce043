@NullMarked
package dev.waybill.value;

import org.jspecify.annotations.NullMarked;
