/** The contract: the YAML that declares a dataset. */
@NullMarked
package dev.waybill.contract;

import org.jspecify.annotations.NullMarked;
