/** What all Glue jobs share. */
@NullMarked
package dev.waybill.job;

import org.jspecify.annotations.NullMarked;
