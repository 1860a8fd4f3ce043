@NullMarked
package dev.waybill.local.up;

import org.jspecify.annotations.NullMarked;
