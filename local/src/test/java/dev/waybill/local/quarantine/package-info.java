@NullMarked
package dev.waybill.local.quarantine;

import org.jspecify.annotations.NullMarked;
