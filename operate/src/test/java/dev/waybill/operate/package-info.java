@NullMarked
package dev.waybill.operate;

import org.jspecify.annotations.NullMarked;
