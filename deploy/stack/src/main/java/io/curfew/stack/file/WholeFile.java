package io.curfew.stack.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A small file that comes into its place as a whole: neither a kill nor a full disk leaves a half of it there. Its
 * owner only may read it.
 */
public final class WholeFile {
    /** Ends the name of what is being written, beside the file. */
    private static final String BEGUN = ".new";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /** Writes the lines in the place of what the file held, if it was there. */
    public static void write(Path file, List<String> lines) throws IOException {
        Path begun = begun(file);
        Files.deleteIfExists(begun);
        Files.createFile(begun, OWNER_ONLY);
        Files.write(begun, lines);
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a writer that was cut off may leave beside the file; the next one takes it away. */
    public static Path begun(Path file) {
        return file.resolveSibling(file.getFileName() + BEGUN);
    }
}
