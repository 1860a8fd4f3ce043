@NullMarked
package dev.waybill.local.redash;

import org.jspecify.annotations.NullMarked;
