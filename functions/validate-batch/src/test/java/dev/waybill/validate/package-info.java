@NullMarked
package dev.waybill.validate;

import org.jspecify.annotations.NullMarked;
