package dev.waybill.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar that {@code ./mvnw package} made, and that is deployed as it is. */
record DeployedJar(Path jar) {

    static DeployedJar of(String module, String artifact) {
        Path jar = Path.of("..", module, "target", artifact + ".jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("There is no " + jar + ". Build it first: ./mvnw package");
        }
        return new DeployedJar(jar);
    }

    long megabytes() throws IOException {
        return Files.size(jar) / 1_000_000;
    }

    List<String> entries() throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    /** As Lambda does; answers the folder. */
    Path unpack(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        return folder;
    }
}
