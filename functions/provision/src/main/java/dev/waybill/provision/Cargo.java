package dev.waybill.provision;

import dev.waybill.contract.DatasetName;
import dev.waybill.error.TerminalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What this function carries to publish: a folder with the job jar, the scripts that Glue starts, and {@code contracts/}.
 *
 * @param version the number of the function's version that carries it, or {@code $LATEST}
 */
record Cargo(Path folder, String version) {
    static final String JOBS_JAR = "waybill-jobs.jar";
    static final String CONVERT_SCRIPT = "ConvertBatch.scala";
    static final String LOAD_SCRIPT = "LoadBatch.scala";
    private static final String CONTRACT = ".yaml";
    private static final String UNPUBLISHED = "$LATEST";

    /** In the function's package, which Lambda unpacks: the class path is a folder there. */
    static Cargo ofThisPackage(String version) {
        URL folder = Cargo.class.getResource("/cargo/");
        if (folder == null || !folder.getProtocol().equals("file")) {
            throw new TerminalException("Cannot find what to publish: " + (folder == null ? "/cargo/" : folder)
                    + " is not a folder. Deploy the package that ./mvnw package makes of functions/provision");
        }
        try {
            return new Cargo(Path.of(folder.toURI()), version);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Invalid class path: " + folder, e);
        }
    }

    /** Whether it is what a version carries. Code that has no number yet, as with {@code sam local invoke}, stands for any. */
    boolean isOf(String asked) {
        return version.equals(UNPUBLISHED) || version.equals(asked);
    }

    /** One of the files that a version's jobs consist of. */
    Path file(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new TerminalException("Cannot publish " + name + ": this package does not have it."
                    + " Deploy the package that ./mvnw package makes of functions/provision");
        }
        return file;
    }

    SortedMap<DatasetName, Path> contracts() {
        SortedMap<DatasetName, Path> contracts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("contracts"))) {
            files.filter(file -> file.toString().endsWith(CONTRACT))
                    .forEach(file -> contracts.put(dataset(file.getFileName().toString()), file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the contracts in " + folder, e);
        }
        return contracts;
    }

    private static DatasetName dataset(String fileName) {
        return new DatasetName(fileName.substring(0, fileName.length() - CONTRACT.length()));
    }
}
