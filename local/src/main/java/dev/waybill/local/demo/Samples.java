package dev.waybill.local.demo;

import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.error.TerminalException;
import dev.waybill.local.pipeline.SourceFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample contracts and deliveries in {@code datasets/}. */
record Samples(Path datasets) {

    Samples {
        if (!Files.isDirectory(datasets.resolve("samples"))) {
            throw new TerminalException(
                    "Cannot find the samples in " + datasets + ". Run ./waybill from the folder it came in");
        }
    }

    /** A sample dataset. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Dataset(Contract contract, byte[] yaml, Path folder) {
        SourceFolder hour(String hour) {
            Hour parsed = Hour.parse(hour);
            return new SourceFolder(folder.resolve(contract.source().layout().format(parsed)), parsed);
        }
    }

    Dataset dataset(String name) {
        Path file = datasets.resolve(name + ".yaml");
        try {
            byte[] yaml = Files.readAllBytes(file);
            return new Dataset(
                    ContractParser.parse(yaml, file.toString()),
                    yaml,
                    datasets.resolve("samples").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
