@NullMarked
package dev.waybill.manifest;

import org.jspecify.annotations.NullMarked;
