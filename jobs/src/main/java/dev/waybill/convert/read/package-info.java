/** Readers that take records out of files one at a time: CSV, JSON, XML; plain or compressed by gzip, bzip2 or zstd. */
@NullMarked
package dev.waybill.convert.read;

import org.jspecify.annotations.NullMarked;
