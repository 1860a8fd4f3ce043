/** The web page: what is known of a pipeline, for a browser on this machine. */
@NullMarked
package dev.waybill.local.web;

import org.jspecify.annotations.NullMarked;
