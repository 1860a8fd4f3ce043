@NullMarked
package dev.waybill.provision;

import org.jspecify.annotations.NullMarked;
