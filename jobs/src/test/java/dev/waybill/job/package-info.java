@NullMarked
package dev.waybill.job;

import org.jspecify.annotations.NullMarked;
