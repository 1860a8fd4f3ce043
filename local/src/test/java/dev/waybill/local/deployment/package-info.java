@NullMarked
package dev.waybill.local.deployment;

import org.jspecify.annotations.NullMarked;
