package dev.waybill.local.up;

import dev.waybill.batch.Hour;

/**
 * A folder that a pipeline is asked to load.
 *
 * @param contract the contract's YAML
 * @param folder its absolute path on this machine
 */
record LoadRequest(String contract, String folder, Hour hour) {}
