/** Readers that take records out of files one at a time: CSV, JSON, XML; plain or gzip. */
@NullMarked
package dev.waybill.convert.read;

import org.jspecify.annotations.NullMarked;
