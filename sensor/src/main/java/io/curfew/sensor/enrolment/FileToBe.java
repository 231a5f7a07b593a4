package io.curfew.sensor.enrolment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.UUID;

/**
 * What is to become a file, beside its place until all of it is on the disk: the place holds what it held or the whole,
 * whenever the disk is full or the power gone. Whoever owns the folder may put a link where it is as yet: nothing is
 * written or changed through one.
 */
final class FileToBe implements AutoCloseable {
    private final Path place;
    private final Path beside;
    private final FileChannel channel;

    private FileToBe(Path place, Path beside, FileChannel channel) {
        this.place = place;
        this.beside = beside;
        this.channel = channel;
    }

    /** @throws IOException when the folder cannot be written */
    static FileToBe at(Path file, Set<PosixFilePermission> permissions) throws IOException {
        Path place = file.toAbsolutePath();
        Path beside = place.resolveSibling("." + place.getFileName() + UUID.randomUUID());
        FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(permissions));
        return new FileToBe(place, beside, channel);
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
        try {
            channel.position(0);
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

    /** Its owner, group and permissions. */
    PosixFileAttributeView attributes() {
        return Files.getFileAttributeView(beside, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Lets it belong to somebody else. */
    void giveTo(UserPrincipal owner) throws IOException {
        PosixFileAttributeView view = attributes();
        if (!owner.equals(view.getOwner())) {
            view.setOwner(owner);
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
        try (channel) {
            Files.deleteIfExists(beside);
        }
    }
}
