package io.curfew.sensor.imports.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32;

/**
 * A file read as it grows. When another file takes its name, it is read to its end and the other one from its
 * beginning; when it is cut to nothing, it is read from its beginning. For one thread.
 */
final class FollowedFile implements AutoCloseable {
    /** How much of a file's beginning tells it from others. */
    static final int HEAD_OCTETS = 256;

    private static final int MOST_SIBLINGS = 1_000;

    private final Path path;
    private final Lines lines;
    private final byte[] buffer = new byte[64 * 1024];
    private final byte[] head = new byte[HEAD_OCTETS];
    private @Nullable FileChannel channel;
    private String fileKey = "";
    private long offset;
    private long knownOctets;
    private int headOctets;
    private long headChecksum;
    private long cuts;
    private long rotations;

    FollowedFile(Path path, Lines lines) {
        this.path = path;
        this.lines = lines;
    }

    boolean isOpen() {
        return channel != null;
    }

    /**
     * Opens it where {@code remembered} says, else at its end, or at its beginning when {@code fromStart} says so.
     *
     * @throws IOException when it cannot be read; to be tried again
     */
    void open(@Nullable LogPosition remembered, boolean fromStart) throws IOException {
        position(remembered, fromStart);
        FileChannel file = channel;
        if (file != null && offset > 0) {
            int octets = readFully(file, buffer, buffer.length, 0);
            lines.header(buffer, (int) Math.min(octets, offset));
        }
    }

    private void position(@Nullable LogPosition remembered, boolean fromStart) throws IOException {
        if (remembered == null) {
            openAt(path, fromStart ? 0 : Long.MAX_VALUE);
            return;
        }
        openAt(path, 0);
        if (isThe(remembered)) {
            moveTo(remembered.offset());
            return;
        }
        Path rotated = find(remembered);
        if (rotated != null) {
            close();
            openAt(rotated, 0);
            if (isThe(remembered)) {
                moveTo(remembered.offset());
            } else {
                close();
                openAt(path, 0);
            }
        }
    }

    /** The file that had this name when it was read last, by the name that it has now. */
    private @Nullable Path find(LogPosition remembered) throws IOException {
        String name = path.getFileName().toString();
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            return null;
        }
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(folder)) {
            int seen = 0;
            for (Path sibling : siblings) {
                if (seen++ >= MOST_SIBLINGS) {
                    return null;
                }
                if (sibling.getFileName().toString().startsWith(name)
                        && key(sibling).equals(remembered.fileKey())) {
                    return sibling;
                }
            }
        }
        return null;
    }

    private void openAt(Path file, long wanted) throws IOException {
        String before = key(file);
        FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
        channel = opened;
        fileKey = before;
        headOctets = 0;
        headChecksum = 0;
        offset = 0;
        knownOctets = 0;
        if (!key(file).equals(before)) {
            close();
            throw new NoSuchFileException(file.toString());
        }
        if (wanted > 0) {
            moveTo(lineStart(opened, Math.min(wanted, opened.size())));
        }
    }

    /** The beginning of the line that lies before {@code end}, as far as it is near. */
    private long lineStart(FileChannel file, long end) throws IOException {
        int octets = (int) Math.min(end, buffer.length);
        readFully(file, buffer, octets, end - octets);
        for (int index = octets - 1; index >= 0; index--) {
            if (buffer[index] == '\n') {
                return end - octets + index + 1;
            }
        }
        return octets == end ? 0 : end;
    }

    private boolean isThe(LogPosition remembered) throws IOException {
        FileChannel file = channel;
        return file != null
                && fileKey.equals(remembered.fileKey())
                && file.size() >= remembered.offset()
                && checksum(file, remembered.headOctets()) == remembered.headChecksum();
    }

    private void moveTo(long wanted) throws IOException {
        FileChannel file = channel;
        if (file != null) {
            offset = wanted;
            knownOctets = file.size();
            headOctets = (int) Math.min(HEAD_OCTETS, wanted);
            headChecksum = checksum(file, headOctets);
        }
    }

    private long checksum(FileChannel file, int octets) throws IOException {
        int there = readFully(file, head, octets, 0);
        CRC32 checksum = new CRC32();
        checksum.update(head, 0, there);
        return checksum.getValue();
    }

    private static int readFully(FileChannel file, byte[] into, int octets, long from) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(into, 0, octets);
        while (target.hasRemaining()) {
            if (file.read(target, from + target.position()) < 0) {
                break;
            }
        }
        return target.position();
    }

    private static String key(Path file) throws IOException {
        return String.valueOf(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    /**
     * Reads on, at most 64 KiB, and gives it to the lines.
     *
     * @return octets read; 0 when there is nothing more now
     */
    int read() throws IOException {
        int octets = readOpen();
        if (octets > 0 || !isReplaced()) {
            return octets;
        }
        // What was written between that and the rotation.
        octets = readOpen();
        if (octets == 0) {
            lines.endIfBegun();
            close();
            openAt(path, 0);
            rotations++;
            octets = readOpen();
        }
        return octets;
    }

    private int readOpen() throws IOException {
        FileChannel file = channel;
        if (file == null) {
            return 0;
        }
        long size = file.size();
        if (size < offset || (size != knownOctets && checksum(file, headOctets) != headChecksum)) {
            lines.endIfBegun();
            cuts++;
            moveTo(0);
        }
        knownOctets = size;
        int octets = Math.max(0, file.read(ByteBuffer.wrap(buffer), offset));
        if (octets > 0) {
            lines.take(buffer, 0, octets);
            offset += octets;
            if (headOctets < HEAD_OCTETS) {
                headOctets = (int) Math.min(HEAD_OCTETS, offset);
                headChecksum = checksum(file, headOctets);
            }
        }
        return octets;
    }

    /** True once another file has the name and something in it: until then whoever writes still writes to the old. */
    private boolean isReplaced() throws IOException {
        try {
            return Files.size(path) > 0 && !key(path).equals(fileKey);
        } catch (NoSuchFileException between) {
            return false;
        }
    }

    /** Octets that wait to be read. */
    long behind() throws IOException {
        FileChannel file = channel;
        return file == null ? 0 : Math.max(0, file.size() - offset);
    }

    /** From where to read on another time: the line that has begun would be read again. */
    LogPosition position() {
        return new LogPosition(fileKey, Math.max(0, offset - lines.begunOctets()), headOctets, headChecksum);
    }

    /** How often the file was cut to nothing: what was written to it just before may be lost. */
    long cuts() {
        return cuts;
    }

    /** How often another file took the name. */
    long rotations() {
        return rotations;
    }

    @Override
    public void close() throws IOException {
        FileChannel file = channel;
        channel = null;
        if (file != null) {
            file.close();
        }
    }
}
