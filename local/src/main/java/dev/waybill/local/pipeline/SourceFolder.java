package dev.waybill.local.pipeline;

import dev.waybill.batch.Hour;
import dev.waybill.batch.Layout;
import dev.waybill.error.TerminalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of files on this machine that is one delivery: the hour is in its path's end. */
public record SourceFolder(Path path, Hour hour) {
    private static final int DEEPEST = Integer.MAX_VALUE;

    /**
     * The deliveries at or below {@code folder}, the oldest hour first: the folder itself if its path ends in an hour, else
     * every folder below it whose path does.
     *
     * @throws TerminalException if there is none
     */
    public static List<SourceFolder> find(Path folder, Layout layout) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new TerminalException("Cannot load " + folder + ": there is no such folder");
        }
        List<SourceFolder> found = at(root, layout).map(List::of).orElseGet(() -> below(root, layout));
        if (found.isEmpty()) {
            throw new TerminalException(
                    "Cannot load " + folder + ": neither its path nor that of a folder below it ends in "
                            + layout + ", the contract's layout. Put the files into such a folder, such as "
                            + layout.format(Hour.of(2026, 11, 22, layout.daily() ? 0 : 10)));
        }
        return found;
    }

    private static List<SourceFolder> below(Path root, Layout layout) {
        try (Stream<Path> folders = Files.find(
                root, DEEPEST, (path, attributes) -> attributes.isDirectory(), FileVisitOption.FOLLOW_LINKS)) {
            return folders.filter(path -> !isHidden(root.relativize(path)))
                    .flatMap(path -> at(path, layout).stream())
                    .filter(found -> !found.files().isEmpty())
                    .sorted(Comparator.comparing(SourceFolder::hour).thenComparing(SourceFolder::path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + root + ": " + e.getMessage(), e);
        }
    }

    private static Optional<SourceFolder> at(Path path, Layout layout) {
        return layout.hourAtEndOf(path.toString().replace('\\', '/')).map(hour -> new SourceFolder(path, hour));
    }

    /** The files of the delivery by name, at any depth; hidden ones, such as {@code .DS_Store}, aren't part of it. */
    public List<Path> files() {
        try (Stream<Path> files = Files.find(
                path, DEEPEST, (file, attributes) -> attributes.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> !isHidden(path.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
