package dev.waybill.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cargo as a version carries it. */
final class Packed {
    private Packed() {}

    /** Jar and scripts that name the version, and the contract of orders. */
    static Cargo of(Path folder, String version, String contract) throws IOException {
        Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(folder.resolve("waybill-jobs.jar"), "jar of version " + version);
        Files.writeString(folder.resolve("ConvertBatch.scala"), "convert of version " + version);
        Files.writeString(folder.resolve("LoadBatch.scala"), "load of version " + version);
        Files.writeString(folder.resolve("contracts/orders.yaml"), contract);
        return new Cargo(folder, version);
    }
}
