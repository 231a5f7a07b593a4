package io.curfew.sensor.health;

import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.publish.OutboxCounters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
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
    private final LongSupplier packetsDropped;
    private final Supplier<List<SourceStatus>> sources;
    private final Supplier<OutboxCounters> outbox;
    private final ObservationSink sink;
    private long startedNanos = NOT_STARTED;
    private long reportedNanos;

    /**
     * @param version the sensor's version
     * @param packets the pipeline's counters
     * @param packetsDropped packets that the kernel or the driver dropped
     * @param sources what the imports see
     * @param outbox what became of the observations
     * @param sink takes the status
     */
    public Health(
            String version,
            Coverage coverage,
            Supplier<PacketCounters> packets,
            LongSupplier packetsDropped,
            Supplier<List<SourceStatus>> sources,
            Supplier<OutboxCounters> outbox,
            ObservationSink sink) {
        this.version = version;
        this.coverage = coverage;
        this.packets = packets;
        this.packetsDropped = packetsDropped;
        this.sources = sources;
        this.outbox = outbox;
        this.sink = sink;
    }

    /** Says that it is {@code nowNanos}, since 1970, or later; the first call is the start. */
    public void advance(long nowNanos) {
        boolean starts = startedNanos == NOT_STARTED;
        if (starts) {
            startedNanos = nowNanos;
        }
        if (starts || nowNanos - reportedNanos >= INTERVAL_NANOS) {
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
        return new StatusObservation(
                now,
                version,
                time(startedNanos == NOT_STARTED ? nowNanos : startedNanos),
                captured.captured(),
                packetsDropped.getAsLong(),
                captured.undecodable(),
                captured.flowsOpen(),
                captured.flowsEvicted(),
                queue.made(),
                queue.sent(),
                queue.queued(),
                queue.dropped(),
                queue.queuedBytes(),
                age(queue, now),
                seen.addresses(),
                seen.unicastShare(),
                seen.vlanIds(),
                sources.get());
    }

    private static Duration age(OutboxCounters queue, Instant now) {
        Instant oldest = queue.oldestQueued();
        return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }

    private static Instant time(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
