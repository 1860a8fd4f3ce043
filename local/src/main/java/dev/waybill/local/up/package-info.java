/** A pipeline that stays: its ports, its API, and how other processes find it. */
@NullMarked
package dev.waybill.local.up;

import org.jspecify.annotations.NullMarked;
