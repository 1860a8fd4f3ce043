@NullMarked
package dev.waybill.report;

import org.jspecify.annotations.NullMarked;
