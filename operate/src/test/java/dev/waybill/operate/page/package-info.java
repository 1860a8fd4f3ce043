@NullMarked
package dev.waybill.operate.page;

import org.jspecify.annotations.NullMarked;
