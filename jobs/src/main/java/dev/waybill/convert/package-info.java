/** ConvertBatch: the delivered files become typed Parquet, and every bad row is in quarantine with its reasons. */
@NullMarked
package dev.waybill.convert;

import org.jspecify.annotations.NullMarked;
