/** The manifest: the JSON file that completes a delivery. */
@NullMarked
package dev.waybill.manifest;

import org.jspecify.annotations.NullMarked;
