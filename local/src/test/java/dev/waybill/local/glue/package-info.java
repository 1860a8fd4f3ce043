@NullMarked
package dev.waybill.local.glue;

import org.jspecify.annotations.NullMarked;
