@NullMarked
package dev.waybill.local.warehouse;

import org.jspecify.annotations.NullMarked;
