@NullMarked
package dev.waybill.s3;

import org.jspecify.annotations.NullMarked;
