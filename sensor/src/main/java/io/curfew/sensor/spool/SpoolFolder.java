package io.curfew.sensor.spool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder of a spool, held by one process at a time. */
final class SpoolFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;

    private SpoolFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** @throws IOException when it cannot be made or written, or another process has it */
    static SpoolFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(lockFile) == null) {
            lockFile.close();
            throw new IOException("another sensor uses " + folder);
        }
        return new SpoolFolder(folder, lockFile);
    }

    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /**
     * The segments that earlier runs left, oldest first, all sealed, with the times of this start of the machine. Reads
     * the header of each, and the whole of the last.
     */
    Found segments(Uptime uptime) throws IOException {
        List<Segment> segments = new ArrayList<>();
        long torn = 0;
        for (Path path : paths()) {
            Segment segment = Segment.named(path);
            if (!segment.isSealed() && recover(segment)) {
                torn++;
            }
            segment.bytes = Files.size(segment.path);
            if (segment.observations == 0) {
                Files.delete(segment.path);
            } else {
                segments.add(segment);
            }
        }
        date(segments, uptime);
        return new Found(segments, torn);
    }

    /** @param torn how many of them were damaged at their end */
    record Found(List<Segment> segments, long torn) {}

    private List<Path> paths() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Segment::isOne)
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw Objects.requireNonNull(unreadable.getCause());
        }
    }

    /** Cuts a segment behind its last whole record and seals it. True when something was damaged. */
    private static boolean recover(Segment segment) throws IOException {
        boolean isDamaged = false;
        long end = SegmentHeader.BYTES;
        try (SegmentReader reader = new SegmentReader(segment.path)) {
            for (SegmentReader.Found found = reader.next(end); found != null; found = reader.next(end)) {
                isDamaged |= !found.isNext();
                segment.written += found.batch().observations();
                end = found.end();
            }
        }
        long fileBytes = Files.size(segment.path);
        if (fileBytes > end) {
            isDamaged = true;
            try (RandomAccessFile file = new RandomAccessFile(segment.path.toFile(), "rw")) {
                file.setLength(end);
            }
        }
        segment.observations = segment.written;
        seal(segment);
        return isDamaged;
    }

    /** Gives a segment its last name. */
    static void seal(Segment segment) throws IOException {
        Path sealed = segment.sealedPath();
        Files.move(segment.path, sealed, StandardCopyOption.ATOMIC_MOVE);
        segment.path = sealed;
    }

    /**
     * Puts the segments on this start's clock. How long the machine was off between two starts is not known: the wall
     * clock may have been wrong then or be wrong now. So it counts as no time.
     */
    private static void date(List<Segment> segments, Uptime uptime) {
        long laterNanos = uptime.now();
        UUID laterBoot = uptime.boot();
        long laterBornNanos = uptime.now();
        for (int index = segments.size() - 1; index >= 0; index--) {
            Segment segment = segments.get(index);
            SegmentHeader header = header(segment);
            if (header != null && header.boot().equals(laterBoot)) {
                laterNanos -= Math.max(0, laterBornNanos - header.bornNanos());
            }
            if (header != null) {
                laterBoot = header.boot();
                laterBornNanos = header.bornNanos();
            }
            segment.bornNanos = laterNanos;
            segment.lastNanos = index + 1 < segments.size() ? segments.get(index + 1).bornNanos : uptime.now();
        }
    }

    private static @Nullable SegmentHeader header(Segment segment) {
        try (SegmentReader reader = new SegmentReader(segment.path)) {
            return reader.header();
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Makes new and renamed files last. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
