@NullMarked
package dev.waybill.contract;

import org.jspecify.annotations.NullMarked;
