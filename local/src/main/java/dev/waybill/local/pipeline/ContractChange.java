package dev.waybill.local.pipeline;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.Contract;
import java.util.Optional;

/**
 * That a batch was loaded by another version of its contract than there is now.
 *
 * @param loadedBy the digest of the contract that its rows were made by, as the ledger has it
 * @param now the digest of the contract as it is
 * @param advice what becomes of the rows, and how to load them by the contract as it is
 */
public record ContractChange(String loadedBy, String now, String advice) {

    /** The change since a batch was loaded, if there is one. */
    static Optional<ContractChange> of(BatchId batch, String loadedBy, Contract contract) {
        return loadedBy.equals(contract.digest())
                ? Optional.empty()
                : Optional.of(new ContractChange(
                        loadedBy,
                        contract.digest(),
                        "the contract has changed since, and the rows are as the contract before made them. If they should be as "
                                + "it makes them now, write \"supersedes\": \"" + batch
                                + "\" into the folder's manifest.json (one "
                                + "that lists its files, if it has none), then load the folder again"));
    }
}
