@NullMarked
package dev.waybill.start;

import org.jspecify.annotations.NullMarked;
