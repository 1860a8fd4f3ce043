package dev.waybill.local.cli;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.contract.InvalidContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A contract as it was named on the command line. */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record ContractFile(Contract contract, byte[] yaml) {

    static ContractFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new WrongUsageException("Cannot read the contract " + path + ": there is no such file");
        }
        try {
            byte[] yaml = Files.readAllBytes(path);
            return new ContractFile(ContractParser.parse(yaml, path.toString()), yaml);
        } catch (InvalidContractException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new WrongUsageException("Cannot read the contract " + path + ": " + e.getMessage(), e);
        }
    }
}
