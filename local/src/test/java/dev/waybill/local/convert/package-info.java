@NullMarked
package dev.waybill.local.convert;

import org.jspecify.annotations.NullMarked;
