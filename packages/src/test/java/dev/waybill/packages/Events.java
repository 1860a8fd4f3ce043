package dev.waybill.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sample events, which {@code sam local invoke} takes too. */
final class Events {
    private static final Path FOLDER = Path.of("../events");

    private Events() {}

    static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    static Set<String> of(String function) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(function + "-"))
                    .collect(TreeSet::new, Set::add, Set::addAll);
        }
    }
}
