@NullMarked
package dev.waybill.convert.read;

import org.jspecify.annotations.NullMarked;
