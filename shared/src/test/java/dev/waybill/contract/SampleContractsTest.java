package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts that come with Waybill. */
class SampleContractsTest {

    static List<Path> contracts() throws IOException {
        List<Path> contracts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("../datasets"), "*.yaml")) {
            files.forEach(contracts::add);
        }
        return contracts;
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everySampleContractIsRightAndNamedAfterItsDataset(Path file) throws IOException {
        Contract contract = ContractParser.parse(Files.readAllBytes(file), file.toString());

        assertThat(file).hasFileName(contract.dataset() + ".yaml");
    }
}
