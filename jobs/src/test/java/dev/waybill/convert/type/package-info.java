@NullMarked
package dev.waybill.convert.type;

import org.jspecify.annotations.NullMarked;
