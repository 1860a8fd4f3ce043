@NullMarked
package dev.waybill.batch;

import org.jspecify.annotations.NullMarked;
