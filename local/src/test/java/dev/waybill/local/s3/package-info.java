@NullMarked
package dev.waybill.local.s3;

import org.jspecify.annotations.NullMarked;
