@NullMarked
package dev.waybill.freshness;

import org.jspecify.annotations.NullMarked;
