@NullMarked
package dev.waybill.local.states;

import org.jspecify.annotations.NullMarked;
