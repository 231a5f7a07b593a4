package io.curfew.sensor.publish;

import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.publish.Departures.Departure;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the observations of one run until Kafka has them: in memory at most {@code capacityBytes} of encoded batches,
 * those being sent, and one being filled; more in the spool, where what Kafka does not take soon is moved. Batches
 * leave in the order in which they were made, those that earlier runs left in the spool first, numbered from 0 without
 * holes; a batch that is dropped leaves its number missing, so that whoever reads the topic knows. For any number of
 * threads; {@link #accept} never waits for the disk.
 */
public final class Outbox implements ObservationSink {
    /** What happens to an observation that finds the outbox full. */
    public enum WhenFull {
        /** The oldest batch makes room, and is counted: a wire does not wait. */
        DROP_OLDEST,
        /** It waits for room: a file can be read later. */
        WAIT
    }

    static final int MOST_BATCHES_AT_ONCE = 64;
    private static final long MOST_BYTES_AT_ONCE = 256 * 1024;

    /** What may wait in memory for Kafka to answer while there is a spool. */
    private static final long SOON_BYTES = 1L << 20;

    /** How long a spool that cannot be read is left alone. */
    private static final Duration UNREADABLE_PAUSE = Duration.ofSeconds(1);

    private final long capacityBytes;
    private final WhenFull whenFull;
    private final Spool spool;
    private final long inherited;

    /** Held while batches move between memory, spool and Kafka; never taken while {@code this} is held. */
    private final Object moving = new Object();

    private final OpenBatch open;
    private final Deque<EncodedBatch> waiting = new ArrayDeque<>();
    private final Departures leaving = new Departures();
    private final Map<DropCause, Long> dropped = new EnumMap<>(DropCause.class);
    /** True when something made room on the disk and the disk has taken nothing since. */
    private boolean hasMadeRoomInVain;

    private boolean closed;
    private long firstOfThisRound;
    private long made;
    private long sent;
    private long batches;
    private long memoryBytes;
    private long memoryObservations;
    private long refusals;

    /** An outbox without a spool. */
    public Outbox(SiteId site, SensorId sensor, String run, long capacityBytes, WhenFull whenFull) {
        this(site, sensor, run, capacityBytes, whenFull, new NoSpool());
    }

    /**
     * An outbox without observations of its own.
     *
     * @param run names this start of the sensor and nothing else ever
     * @param spool with what earlier runs have left in it
     */
    public Outbox(SiteId site, SensorId sensor, String run, long capacityBytes, WhenFull whenFull, Spool spool) {
        this.open = new OpenBatch(site, sensor, run);
        this.capacityBytes = capacityBytes;
        this.whenFull = whenFull;
        this.spool = spool;
        this.inherited = spool.state().observations();
    }

    boolean hasSpool() {
        return !(spool instanceof NoSpool);
    }

    /** Takes an observation; after {@link #close()} it is counted as dropped. */
    @Override
    public synchronized void accept(Observation observation) {
        waitForRoom();
        made++;
        if (closed) {
            drop(DropCause.AFTER_END, 1);
            return;
        }
        if (!open.add(observation)) {
            cut();
            if (!open.add(observation)) {
                drop(DropCause.TOO_LARGE, 1);
            }
        }
        if (open.isFull()) {
            cut();
        }
    }

    /** Ends the batch that is being filled; without one it does nothing. Returns whether there was one. */
    public synchronized boolean cut() {
        EncodedBatch batch = open.cut();
        if (batch == null) {
            return false;
        }
        remember(batch);
        dropOldest();
        notifyAll();
        return true;
    }

    private void remember(EncodedBatch batch) {
        waiting.add(batch);
        memoryBytes += batch.value().length;
        memoryObservations += batch.observations();
    }

    private void forget(EncodedBatch batch) {
        memoryBytes -= batch.value().length;
        memoryObservations -= batch.observations();
        notifyAll();
    }

    private void dropOldest() {
        while (whenFull == WhenFull.DROP_OLDEST && memoryBytes > capacityBytes && waiting.size() > 1) {
            EncodedBatch oldest = waiting.remove();
            forget(oldest);
            drop(DropCause.MEMORY_FULL, oldest.observations());
        }
    }

    private void drop(DropCause cause, long observations) {
        if (observations > 0) {
            dropped.merge(cause, observations, Long::sum);
        }
    }

    /**
     * The oldest batches, of which the caller settles the first ones by {@link #acknowledge} or {@link #giveUp}, or
     * none by {@link #retreat}, before it asks again. Waits for one; empty once the outbox is closed and nothing is
     * left.
     */
    List<EncodedBatch> next() throws InterruptedException {
        while (waitForAny()) {
            synchronized (moving) {
                if (spool.state().observations() > 0) {
                    List<Spool.Kept> kept = spool.oldest(MOST_BATCHES_AT_ONCE, MOST_BYTES_AT_ONCE);
                    takeFromSpool(kept);
                } else {
                    takeFromMemory();
                }
                List<EncodedBatch> taken = batchesLeaving();
                if (!taken.isEmpty()) {
                    return taken;
                }
            }
            if (spool.state().observations() > 0) {
                Thread.sleep(UNREADABLE_PAUSE);
            }
        }
        return List.of();
    }

    /** False when there will never be any. */
    private synchronized boolean waitForAny() throws InterruptedException {
        while (memoryObservations == 0 && spool.state().observations() == 0) {
            if (closed) {
                return false;
            }
            wait();
        }
        return true;
    }

    private synchronized void takeFromSpool(List<Spool.Kept> kept) {
        noteLosses();
        kept.forEach(leaving::addFromSpool);
    }

    private synchronized void takeFromMemory() {
        long bytes = 0;
        while (!waiting.isEmpty() && leaving.size() < MOST_BATCHES_AT_ONCE && bytes < MOST_BYTES_AT_ONCE) {
            EncodedBatch batch = waiting.remove();
            bytes += batch.value().length;
            leaving.addFromMemory(batch);
        }
    }

    private synchronized List<EncodedBatch> batchesLeaving() {
        return leaving.batches();
    }

    /** Kafka has the first {@code count} of the batches that were asked for last. */
    void acknowledge(int count) {
        synchronized (moving) {
            for (int number = 0; number < count; number++) {
                Departure settled = settle();
                synchronized (this) {
                    sent += settled.batch().observations();
                    batches++;
                }
            }
            retreat();
        }
    }

    /** Kafka will never have the first of the batches that were asked for last. */
    void giveUp() {
        synchronized (moving) {
            Departure settled = settle();
            synchronized (this) {
                drop(DropCause.REFUSED, settled.batch().observations());
            }
            retreat();
        }
    }

    private Departure settle() {
        Departure first;
        synchronized (this) {
            noteLosses();
            if (leaving.isEmpty()) {
                throw new IllegalStateException("no batch is being sent");
            }
            first = leaving.removeFirst();
            if (first.isInMemory()) {
                forget(first.batch());
            }
        }
        if (first.isInSpool()) {
            spool.release(first.position(), first.batch().observations());
        }
        return first;
    }

    /** Nobody knows whether Kafka has the batches that were asked for last: they are to be asked for again. */
    void retreat() {
        synchronized (moving) {
            synchronized (this) {
                noteLosses();
                while (!leaving.isEmpty()) {
                    Departure last = leaving.removeLast();
                    if (last.isInMemory()) {
                        waiting.addFirst(last.batch());
                    } else if (!last.isInSpool()) {
                        drop(DropCause.SPOOL_FULL, last.batch().observations());
                    }
                }
                dropOldest();
            }
        }
    }

    /**
     * Moves into the spool what Kafka should have taken by now: what was there at the last call, and everything while
     * the spool is in use. To be called a few times a second. A disk that does not take it is tried again next time:
     * the oldest in the spool makes room for it once at most.
     *
     * @return true when nothing that should be in the spool is left in memory
     */
    boolean moveIntoSpool() {
        return move(false);
    }

    /** Moves all that Kafka has not got into the spool. */
    boolean moveAllIntoSpool() {
        return move(true);
    }

    private boolean move(boolean all) {
        long newestOfLastRound;
        synchronized (this) {
            newestOfLastRound = firstOfThisRound;
            firstOfThisRound = open.sequence();
        }
        boolean hasMadeRoom = false;
        boolean goesOn = true;
        while (goesOn) {
            synchronized (moving) {
                try {
                    goesOn = moveOldest(all ? Long.MAX_VALUE : newestOfLastRound);
                } catch (IOException refused) {
                    countRefusal();
                    if (hasMadeRoom || !isMakingRoom()) {
                        return false;
                    }
                    hasMadeRoom = true;
                }
            }
        }
        return true;
    }

    private synchronized void countRefusal() {
        refusals++;
    }

    /** True when there may be more to move. */
    private boolean moveOldest(long olderThan) throws IOException {
        EncodedBatch held;
        EncodedBatch oldest;
        synchronized (this) {
            held = leaving.oldestInMemory();
            oldest = held == null ? waiting.peek() : held;
            boolean isDue = oldest != null
                    && (oldest.sequence() < olderThan
                            || memoryBytes > SOON_BYTES
                            || spool.state().observations() > 0);
            if (oldest == null || !isDue) {
                return false;
            }
            if (held == null) {
                waiting.remove();
            }
        }
        long position = -1;
        try {
            position = spool.append(oldest);
        } finally {
            moved(oldest, held != null, position);
        }
        return true;
    }

    /** @param position where the batch is in the spool now; negative when the disk did not take it */
    private synchronized void moved(EncodedBatch batch, boolean isLeaving, long position) {
        boolean wasMoved = position >= 0;
        if (wasMoved) {
            hasMadeRoomInVain = false;
            forget(batch);
        }
        if (isLeaving && wasMoved) {
            leaving.moved(batch, position);
        } else if (!isLeaving && !wasMoved) {
            waiting.addFirst(batch);
            dropOldest();
        }
        noteLosses();
    }

    /**
     * The disk is full: what is oldest makes room for what is newest before memory is full too. Not where that did not
     * help the last time, as on a disk that fails.
     */
    private boolean isMakingRoom() {
        boolean isUrgent;
        synchronized (this) {
            isUrgent = !hasMadeRoomInVain && memoryBytes > capacityBytes / 2;
        }
        boolean hasMade = isUrgent && spool.makeRoom(octetsToMove());
        synchronized (this) {
            hasMadeRoomInVain |= hasMade;
            noteLosses();
        }
        return hasMade;
    }

    /** Of the batch that the disk is to take next. */
    private synchronized long octetsToMove() {
        EncodedBatch held = leaving.oldestInMemory();
        EncodedBatch oldest = held == null ? waiting.peek() : held;
        return oldest == null ? 0 : oldest.value().length;
    }

    /** Lets go of what the spool has kept for too long, and makes the rest outlast a power cut. */
    void tidySpool() throws IOException {
        synchronized (moving) {
            spool.expire();
            synchronized (this) {
                noteLosses();
            }
        }
        spool.sync();
    }

    /** What is being sent is not lost, even if the spool had to let go of it. */
    private void noteLosses() {
        for (Spool.Loss loss : spool.losses()) {
            drop(loss.cause(), loss.observations() - leaving.lose(loss));
        }
    }

    /** Ends the last batch and takes no more observations. */
    public synchronized void close() {
        cut();
        closed = true;
        notifyAll();
    }

    /** Nobody takes from it any more: who waits for room goes on, and what comes then is dropped. */
    synchronized void endWaiting() {
        if (whenFull == WhenFull.WAIT) {
            close();
        }
    }

    /** What became of the observations so far. */
    public synchronized OutboxCounters counters() {
        noteLosses();
        SpoolState kept = spool.state();
        long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new OutboxCounters(
                made,
                inherited,
                sent,
                made + inherited - sent - lost,
                memoryObservations + open.observations(),
                dropped,
                batches,
                memoryBytes + kept.bytes(),
                oldest(kept),
                kept.age(),
                kept.torn(),
                refusals);
    }

    private @Nullable Instant oldest(SpoolState kept) {
        if (!leaving.isEmpty()) {
            return leaving.first().batch().oldest();
        }
        if (kept.oldest() != null) {
            return kept.oldest();
        }
        return waiting.isEmpty() ? open.oldest() : waiting.element().oldest();
    }

    private void waitForRoom() {
        try {
            while (whenFull == WhenFull.WAIT && memoryBytes >= capacityBytes && !closed) {
                wait();
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
