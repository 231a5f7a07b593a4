package io.curfew.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The checked-out project, from its root. */
record Repository(Path root) {

    /** The repository that this module stands in. */
    static Repository here() {
        return new Repository(Path.of("../..").toAbsolutePath().normalize());
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All files below {@code folder} that {@code wanted} accepts, build output and installed packages left out. */
    List<Path> files(String folder, Predicate<Path> wanted) {
        try (Stream<Path> found = Files.walk(root.resolve(folder))) {
            return found.filter(Files::isRegularFile)
                    .filter(path -> Stream.of("target", "node_modules", ".git", ".curfew")
                            .noneMatch(skipped -> root.relativize(path).toString().contains(skipped + "/")))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
