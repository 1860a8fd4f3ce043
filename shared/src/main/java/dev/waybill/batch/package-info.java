/** What one manifest starts: its id, its hour, its places in S3. */
@NullMarked
package dev.waybill.batch;

import org.jspecify.annotations.NullMarked;
