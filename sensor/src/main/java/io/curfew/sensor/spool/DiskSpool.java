package io.curfew.sensor.spool;

import io.curfew.sensor.publish.DropCause;
import io.curfew.sensor.publish.EncodedBatch;
import io.curfew.sensor.publish.Spool;
import io.curfew.sensor.publish.SpoolState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A spool in the files of a folder, at most as large as its bounds: segments of 1 MiB or 15 minutes, of which the
 * oldest are dropped. A run begins a segment of its own. What was appended survives the end of the process; what was
 * synced survives a power cut.
 */
public final class DiskSpool implements Spool {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpool.class);
    private static final long SEGMENT_BYTES = 1L << 20;
    /** What a file takes beside its octets: two blocks are not full. */
    private static final long BLOCKS_BYTES = 2 * 4_096;

    private static final long SEGMENT_NANOS = Duration.ofMinutes(15).toNanos();
    /** A segment that cannot be read may be readable again in a moment: so long it is tried. */
    private static final long UNREADABLE_NANOS = Duration.ofHours(1).toNanos();

    private final SpoolFolder folder;
    private final SpoolBounds bounds;
    private final Uptime uptime;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Queue<Loss> losses = new ConcurrentLinkedQueue<>();
    private final long torn;

    private @Nullable SegmentWriter writer;
    private @Nullable SegmentReader reader;
    private long readerNumber;
    private long nextNumber;
    private boolean isFolderSynced = true;
    private @Nullable Instant oldest;
    private volatile SpoolState state = SpoolState.EMPTY;

    private DiskSpool(SpoolFolder folder, SpoolBounds bounds, Uptime uptime, SpoolFolder.Found found) {
        this.folder = folder;
        this.bounds = bounds;
        this.uptime = uptime;
        this.torn = found.torn();
        segments.addAll(found.segments());
        nextNumber = segments.isEmpty() ? 0 : segments.getLast().number + 1;
        publishState();
    }

    /**
     * Opens a spool with what earlier runs left in it.
     *
     * @throws IOException when the folder cannot be made or written, or another process uses it
     */
    public static DiskSpool open(Path path, SpoolBounds bounds, Uptime uptime) throws IOException {
        SpoolFolder folder = SpoolFolder.open(path);
        try {
            return new DiskSpool(folder, bounds, uptime, folder.segments(uptime));
        } catch (IOException unreadable) {
            folder.close();
            throw unreadable;
        }
    }

    @Override
    public synchronized long append(EncodedBatch batch) throws IOException {
        byte[] record = RecordForm.write(batch);
        rollWhenDue(record.length);
        while (bytes() + record.length + SegmentHeader.BYTES > bounds.bytes() && !segments.isEmpty()) {
            Segment first = segments.getFirst();
            if (!isDeleted(first.path)) {
                throw new IOException(first.path + " cannot be deleted");
            }
            lose(first, DropCause.SPOOL_FULL);
        }
        SegmentWriter active = writer();
        active.append(record);
        Segment segment = active.segment();
        segment.bytes += record.length;
        segment.written += batch.observations();
        segment.observations += batch.observations();
        segment.lastNanos = uptime.now();
        if (oldest == null) {
            oldest = batch.oldest();
        }
        publishState();
        return segment.position(segment.bytes);
    }

    private void rollWhenDue(int recordBytes) throws IOException {
        if (writer != null) {
            Segment active = writer.segment();
            boolean isFull = active.bytes + recordBytes > SEGMENT_BYTES && active.bytes > SegmentHeader.BYTES;
            if (isFull || uptime.now() - active.bornNanos > SEGMENT_NANOS) {
                seal(writer);
            }
        }
    }

    private SegmentWriter writer() throws IOException {
        if (writer == null) {
            writer = SegmentWriter.begin(folder.path(), nextNumber, uptime);
            nextNumber++;
            segments.add(writer.segment());
            isFolderSynced = false;
        }
        return writer;
    }

    private void seal(SegmentWriter active) throws IOException {
        writer = null;
        try {
            active.sync();
        } finally {
            active.close();
        }
        SpoolFolder.seal(active.segment());
        isFolderSynced = false;
    }

    private long bytes() {
        long bytes = 0;
        for (Segment segment : segments) {
            bytes += segment.bytes;
        }
        return bytes;
    }

    @Override
    public synchronized List<Kept> oldest(int mostBatches, long mostBytes) {
        List<Kept> kept = new ArrayList<>();
        while (kept.isEmpty() && !segments.isEmpty()) {
            Segment first = segments.getFirst();
            try {
                read(first, mostBatches, mostBytes, kept);
                first.unreadableSinceNanos = null;
            } catch (IOException unreadable) {
                closeReader();
                if (kept.isEmpty() && mayBeReadLater(first, unreadable)) {
                    break;
                }
            }
            if (kept.isEmpty()) {
                lose(first, DropCause.DAMAGED);
            }
        }
        oldest = kept.isEmpty() ? null : kept.getFirst().batch().oldest();
        publishState();
        return kept;
    }

    /** Not what is gone, and not what could not be read for long. */
    private boolean mayBeReadLater(Segment segment, IOException unreadable) {
        if (segment.unreadableSinceNanos == null) {
            segment.unreadableSinceNanos = uptime.now();
            LOG.atError()
                    .addKeyValue("segment", segment.path)
                    .addKeyValue("reason", unreadable.getMessage())
                    .log("spool cannot be read");
        }
        return !Files.notExists(segment.path) && uptime.now() - segment.unreadableSinceNanos < UNREADABLE_NANOS;
    }

    private void read(Segment segment, int mostBatches, long mostBytes, List<Kept> kept) throws IOException {
        SegmentReader from = reader(segment);
        long offset = segment.readOffset;
        long valueBytes = 0;
        while (kept.size() < mostBatches && valueBytes < mostBytes) {
            SegmentReader.Found found = from.next(offset);
            if (found == null) {
                return;
            }
            offset = found.end();
            valueBytes += found.batch().value().length;
            kept.add(new Kept(segment.position(offset), found.batch()));
        }
    }

    private SegmentReader reader(Segment segment) throws IOException {
        if (reader == null || readerNumber != segment.number) {
            closeReader();
            reader = new SegmentReader(segment.path);
            readerNumber = segment.number;
        }
        return reader;
    }

    @Override
    public synchronized void release(long position, int observations) {
        Segment first = segments.peekFirst();
        while (first != null && first.number < Segment.numberOf(position)) {
            lose(first, DropCause.DAMAGED);
            first = segments.peekFirst();
        }
        if (first == null || first.number != Segment.numberOf(position)) {
            return;
        }
        first.observations -= observations;
        first.readOffset = Segment.offsetOf(position);
        if (first.observations <= 0) {
            remove(first);
        }
        publishState();
    }

    @Override
    public synchronized void expire() {
        long now = uptime.now();
        long mostNanos = bounds.age().toNanos();
        while (!segments.isEmpty() && now - segments.getFirst().lastNanos > mostNanos) {
            lose(segments.getFirst(), DropCause.TOO_OLD);
        }
        publishState();
    }

    @Override
    public synchronized boolean makeRoom(long octets) {
        long freed = 0;
        // A run that was short left a segment that is smaller than what is to get in.
        while (freed < octets + BLOCKS_BYTES && segments.size() > 1 && isDeleted(segments.getFirst().path)) {
            freed += segments.getFirst().bytes;
            lose(segments.getFirst(), DropCause.DISK_FULL);
        }
        publishState();
        return freed > 0;
    }

    /**
     * A disk that takes nothing any more lets nothing be deleted either: what stays there can still be read and sent.
     */
    private static boolean isDeleted(Path segment) {
        try {
            Files.deleteIfExists(segment);
            return true;
        } catch (IOException stays) {
            LOG.atDebug()
                    .addKeyValue("segment", segment)
                    .addKeyValue("reason", stays.getMessage())
                    .log("no room made, spool segment cannot be deleted");
            return false;
        }
    }

    /** Drops a segment with what of it is still kept. */
    private void lose(Segment segment, DropCause cause) {
        if (segment.observations > 0) {
            losses.add(new Loss(cause, segment.position(0), segment.position(segment.bytes), segment.observations));
            LOG.atWarn()
                    .addKeyValue("cause", cause.reason())
                    .addKeyValue("observations", segment.observations)
                    .log("spool lost observations");
        }
        remove(segment);
    }

    private void remove(Segment segment) {
        segments.remove(segment);
        oldest = null;
        if (readerNumber == segment.number) {
            closeReader();
        }
        if (writer != null && writer.segment() == segment) {
            writer.close();
            writer = null;
        }
        try {
            Files.deleteIfExists(segment.path);
        } catch (IOException stays) {
            LOG.atWarn()
                    .addKeyValue("segment", segment.path)
                    .addKeyValue("reason", stays.getMessage())
                    .log("spool segment cannot be deleted");
        }
    }

    private void closeReader() {
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException closedAnyhow) {
                LOG.atDebug().addKeyValue("reason", closedAnyhow.getMessage()).log("spool segment not closed");
            }
            reader = null;
        }
    }

    @Override
    public synchronized void sync() throws IOException {
        if (writer != null) {
            writer.sync();
        }
        if (!isFolderSynced) {
            folder.sync();
            isFolderSynced = true;
        }
    }

    @Override
    public List<Loss> losses() {
        List<Loss> taken = new ArrayList<>();
        for (Loss loss = losses.poll(); loss != null; loss = losses.poll()) {
            taken.add(loss);
        }
        return taken;
    }

    private void publishState() {
        long observations = 0;
        for (Segment segment : segments) {
            observations += segment.observations;
        }
        Segment first = segments.peekFirst();
        Duration age = first == null ? Duration.ZERO : Duration.ofNanos(uptime.now() - first.bornNanos);
        state = new SpoolState(observations, bytes(), oldest, age, torn);
    }

    @Override
    public SpoolState state() {
        return state;
    }

    @Override
    public synchronized void close() {
        closeReader();
        try {
            if (writer != null) {
                seal(writer);
            }
            folder.sync();
        } catch (IOException full) {
            LOG.atWarn().addKeyValue("reason", full.getMessage()).log("spool not sealed");
        }
        try {
            folder.close();
        } catch (IOException closedAnyhow) {
            LOG.atDebug().addKeyValue("reason", closedAnyhow.getMessage()).log("spool folder not closed");
        }
    }
}
