@NullMarked
package dev.waybill.local.warehouse.copy;

import org.jspecify.annotations.NullMarked;
