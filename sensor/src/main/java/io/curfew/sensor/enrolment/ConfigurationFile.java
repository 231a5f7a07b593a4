package io.curfew.sensor.enrolment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code sensor.yaml} that is replaced as a whole or not at all, and keeps its owner and its permissions. What is to
 * be written is known to be writable before anybody is asked for it.
 */
public final class ConfigurationFile implements AutoCloseable {
    /** A package brings a configuration that says everything but where the sensor stands. */
    private static final Pattern WITHOUT_SITE = Pattern.compile("(?m)^site:\\s*$");

    /** More than any configuration that {@link Collector} takes, with what is added to it. */
    private static final int RESERVED_OCTETS = Collector.LONGEST_ANSWER + 16 * 1024;

    private static final Set<PosixFilePermission> OWNER_AND_GROUP = PosixFilePermissions.fromString("rw-r-----");

    private final FileToBe file;

    private ConfigurationFile(FileToBe file) {
        this.file = file;
    }

    /** Whether somebody has said there where a sensor stands. */
    public static boolean isFilledIn(Path file) throws IOException {
        return Files.exists(file)
                && !WITHOUT_SITE.matcher(Files.readString(file)).find();
    }

    /**
     * Gets ready to write, and takes the room for it.
     *
     * @throws IOException when the folder cannot be written, or has no room
     */
    public static ConfigurationFile open(Path path) throws IOException {
        FileToBe file = FileToBe.at(path, OWNER_AND_GROUP);
        try {
            file.write(new byte[RESERVED_OCTETS]);
            keepOwner(file);
        } catch (IOException refused) {
            file.close();
            throw refused;
        }
        return new ConfigurationFile(file);
    }

    private static void keepOwner(FileToBe file) throws IOException {
        if (Files.exists(file.place())) {
            PosixFileAttributes before = Files.readAttributes(file.place(), PosixFileAttributes.class);
            PosixFileAttributeView view = file.attributes();
            view.setOwner(before.owner());
            view.setGroup(before.group());
            view.setPermissions(before.permissions());
        }
    }

    /** Puts the text in place of what was there. */
    public void write(String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
        file.replace();
    }

    /** Leaves nothing behind of what was not written. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
