/** SNS and EventBridge on one machine. */
@NullMarked
package dev.waybill.local.events;

import org.jspecify.annotations.NullMarked;
