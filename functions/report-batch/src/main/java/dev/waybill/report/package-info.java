/** The function report-batch: an execution has ended, so its batch's page is written. */
@NullMarked
package dev.waybill.report;

import org.jspecify.annotations.NullMarked;
