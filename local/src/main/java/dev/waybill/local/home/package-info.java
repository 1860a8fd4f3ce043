/** The folder that everything local lies in. */
@NullMarked
package dev.waybill.local.home;

import org.jspecify.annotations.NullMarked;
