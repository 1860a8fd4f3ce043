package dev.waybill.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** The checksums of its classes that aren't the SDK's, by their names. */
    Map<String, Long> classesBesideTheSdk() throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .filter(entry -> !entry.getName().contains("/awssdk/"))
                    .collect(Collectors.toMap(ZipEntry::getName, ZipEntry::getCrc));
        }
    }

    /** When its entries were made, as it says itself: a zip knows no zones. */
    Set<LocalDateTime> times() throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getTimeLocal).collect(Collectors.toSet());
        }
    }

    /** The classes that files name for {@link java.util.ServiceLoader} and for the AWS SDK. */
    Set<String> namedInFiles() throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().matches("META-INF/services/.+|.*execution\\.interceptors")) {
                    String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    text.lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(names::add);
                }
            }
        }
        return names;
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
