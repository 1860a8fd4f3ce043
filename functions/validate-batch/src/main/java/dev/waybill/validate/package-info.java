/** Lambda: compares the warehouse with the ledger and the receipts, and runs the contract's checks. */
@NullMarked
package dev.waybill.validate;

import org.jspecify.annotations.NullMarked;
