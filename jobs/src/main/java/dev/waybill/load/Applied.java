package dev.waybill.load;

/**
 * A batch as the ledger has it.
 *
 * @param before it was applied by an earlier run
 */
record Applied(boolean before, long staged, long stale, long inserted, long updated, long deleted) {
    Applied asBefore() {
        return new Applied(true, staged, stale, inserted, updated, deleted);
    }
}
