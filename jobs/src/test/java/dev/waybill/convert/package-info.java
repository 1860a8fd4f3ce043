@NullMarked
package dev.waybill.convert;

import org.jspecify.annotations.NullMarked;
