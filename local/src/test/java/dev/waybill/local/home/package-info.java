@NullMarked
package dev.waybill.local.home;

import org.jspecify.annotations.NullMarked;
