package io.curfew.sensor.enrolment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What is to become a file, beside its place until all of it is on the disk: the place holds what it held or the whole,
 * whenever the disk is full or the power gone.
 */
final class FileToBe implements AutoCloseable {
    private final Path place;
    private final Path beside;

    private FileToBe(Path place, Path beside) {
        this.place = place;
        this.beside = beside;
    }

    /** @throws IOException when the folder cannot be written */
    static FileToBe at(Path file, Set<PosixFilePermission> permissions) throws IOException {
        Path place = file.toAbsolutePath();
        Path beside = Files.createTempFile(
                place.getParent(), "." + place.getFileName(), "", PosixFilePermissions.asFileAttribute(permissions));
        return new FileToBe(place, beside);
    }

    Path place() {
        return place;
    }

    /** Where it is as yet. */
    Path beside() {
        return beside;
    }

    /**
     * Writes it in place of what was written before, down to the disk.
     *
     * @throws IOException with what to do, when the disk does not take it
     */
    void write(byte[] octets) throws IOException {
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(octets);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.truncate(octets.length);
            channel.force(true);
        } catch (IOException refused) {
            throw new IOException(
                    place + ": cannot be written (" + refused.getMessage() + "); make room there and try again",
                    refused);
        }
    }

    /** Takes the place of what was there. */
    void replace() throws IOException {
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        remember();
    }

    /**
     * Takes a place where nothing is.
     *
     * @throws java.nio.file.FileAlreadyExistsException when something is there
     */
    void appear() throws IOException {
        Files.createLink(place, beside);
        remember();
    }

    private void remember() throws IOException {
        try (FileChannel folder = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Leaves nothing beside the place. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(beside);
    }
}
