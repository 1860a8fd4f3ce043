@NullMarked
package dev.waybill.local.warehouse.sql;

import org.jspecify.annotations.NullMarked;
