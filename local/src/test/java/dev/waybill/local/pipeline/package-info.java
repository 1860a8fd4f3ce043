@NullMarked
package dev.waybill.local.pipeline;

import org.jspecify.annotations.NullMarked;
