/** S3 on one machine: S3Proxy on a folder, with notifications. */
@NullMarked
package dev.waybill.local.s3;

import org.jspecify.annotations.NullMarked;
