package io.curfew.sensor.health;

import io.curfew.events.StatusObservation;
import io.curfew.events.StatusObservation.Accounts;
import io.curfew.events.StatusObservation.Sight;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.publish.OutboxCounters;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reports the sensor's status at its start and each 10 s of its own time: the wall clock's on a live interface, the
 * packets' own in a capture. For one thread.
 */
public final class Health {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long NOT_STARTED = Long.MIN_VALUE;

    private final String version;
    private final Coverage coverage;
    private final Supplier<PacketCounters> packets;
    private final Supplier<Outside> outside;
    private final OtherEyes others;
    private final Supplier<OutboxCounters> outbox;
    private final ObservationSink sink;
    private long startedNanos = NOT_STARTED;
    private long reportedNanos;

    /**
     * What surrounds the stages.
     *
     * @param packetsDropped packets that the kernel or the driver dropped
     * @param sight the interface; absent where none is watched
     * @param clockSteps how often the wall clock was set
     * @param lastClockStep by how much it was set last
     */
    public record Outside(long packetsDropped, @Nullable Sight sight, long clockSteps, Duration lastClockStep) {
        /** No interface, and a clock that nobody sets. */
        public static final Outside NONE = new Outside(0, null, 0, Duration.ZERO);
    }

    /**
     * @param version the sensor's version
     * @param packets the pipeline's counters
     * @param outside what is seen of the interface and the clock
     * @param others what the imports see
     * @param outbox what became of the observations
     * @param sink takes the status
     */
    public Health(
            String version,
            Coverage coverage,
            Supplier<PacketCounters> packets,
            Supplier<Outside> outside,
            OtherEyes others,
            Supplier<OutboxCounters> outbox,
            ObservationSink sink) {
        this.version = version;
        this.coverage = coverage;
        this.packets = packets;
        this.outside = outside;
        this.others = others;
        this.outbox = outbox;
        this.sink = sink;
    }

    /** Says that it is {@code nowNanos}, since 1970, or later; the first call is the start. */
    public void advance(long nowNanos) {
        boolean starts = startedNanos == NOT_STARTED;
        if (starts) {
            startedNanos = nowNanos;
        }
        // A clock that was set back must not silence the sensor until it has caught up.
        if (starts || Math.abs(nowNanos - reportedNanos) >= INTERVAL_NANOS) {
            report(nowNanos);
        }
    }

    /** Reports now, whenever the last report was. */
    public void report(long nowNanos) {
        reportedNanos = nowNanos;
        sink.accept(status(nowNanos));
    }

    private StatusObservation status(long nowNanos) {
        Instant now = time(nowNanos);
        PacketCounters captured = packets.get();
        OutboxCounters queue = outbox.get();
        Coverage.Seen seen = coverage.seen(nowNanos);
        Outside around = outside.get();
        return new StatusObservation(
                now,
                version,
                time(startedNanos == NOT_STARTED ? nowNanos : startedNanos),
                captured.captured(),
                around.packetsDropped(),
                captured.undecodable(),
                captured.flowsOpen(),
                captured.flowsEvicted(),
                queue.made(),
                queue.sent(),
                queue.queued(),
                queue.droppedInAll(),
                queue.queuedBytes(),
                age(queue, now),
                seen.addresses(),
                seen.unicastShare(),
                seen.vlanIds(),
                others.sources(),
                accounts(givenUp(captured), captured.filtered(), queue, around));
    }

    private Map<String, Long> givenUp(PacketCounters captured) {
        Map<String, Long> givenUp = new TreeMap<>(captured.givenUp());
        givenUp.putAll(others.givenUp());
        return givenUp;
    }

    private static Accounts accounts(Map<String, Long> givenUp, long filtered, OutboxCounters queue, Outside around) {
        Map<String, Long> droppedByCause = new TreeMap<>();
        queue.dropped().forEach((cause, observations) -> droppedByCause.put(cause.reason(), observations));
        return new Accounts(
                filtered,
                queue.inherited(),
                queue.inMemory(),
                droppedByCause,
                givenUp,
                queue.torn(),
                queue.refusals(),
                around.sight(),
                around.clockSteps(),
                around.lastClockStep());
    }

    /** By the wall clock, which may have been set since then, and so no longer than the spool has kept anything. */
    private static Duration age(OutboxCounters queue, Instant now) {
        Instant oldest = queue.oldestQueued();
        if (oldest == null || oldest.isAfter(now)) {
            return queue.keptFor();
        }
        Duration byWallClock = Duration.between(oldest, now);
        boolean isTooLong = queue.keptFor().isPositive() && byWallClock.compareTo(queue.keptFor()) > 0;
        return isTooLong ? queue.keptFor() : byWallClock;
    }

    private static Instant time(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
