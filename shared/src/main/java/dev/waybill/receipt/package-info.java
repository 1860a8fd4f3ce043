/** The JSON documents that the steps of a batch leave in S3. */
@NullMarked
package dev.waybill.receipt;

import org.jspecify.annotations.NullMarked;
