package io.curfew.sensor.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * A {@code sensor.yaml} that is replaced as a whole or not at all, and keeps its owner and its permissions. What is to
 * be written is known to be writable before anybody is asked for it.
 */
public final class ConfigurationFile implements AutoCloseable {
    /** A package brings a configuration that says everything but where the sensor stands. */
    private static final Pattern WITHOUT_SITE = Pattern.compile("(?m)^site:\\s*$");

    private final Path file;
    private final Path beside;

    private ConfigurationFile(Path file, Path beside) {
        this.file = file;
        this.beside = beside;
    }

    /** Whether somebody has said there where a sensor stands. */
    public static boolean isFilledIn(Path file) throws IOException {
        return Files.exists(file)
                && !WITHOUT_SITE.matcher(Files.readString(file)).find();
    }

    /**
     * Gets ready to write.
     *
     * @throws IOException when the folder cannot be written
     */
    public static ConfigurationFile open(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path beside = Files.createTempFile(
                whole.getParent(),
                "." + whole.getFileName(),
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        if (Files.exists(whole)) {
            PosixFileAttributes before = Files.readAttributes(whole, PosixFileAttributes.class);
            PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
            view.setOwner(before.owner());
            view.setGroup(before.group());
            view.setPermissions(before.permissions());
        }
        return new ConfigurationFile(whole, beside);
    }

    /** Puts the text in place of what was there. */
    public void write(String text) throws IOException {
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Leaves nothing behind of what was not written. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(beside);
    }
}
