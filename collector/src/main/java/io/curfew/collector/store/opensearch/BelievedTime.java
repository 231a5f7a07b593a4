package io.curfew.collector.store.opensearch;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * By which time things are too old: what a clock that is wrong for a moment says deletes nothing.
 *
 * <p>It is not further on than the youngest index of traffic may be old, by OpenSearch's clock, and a day, and the time
 * for which OpenSearch has made no new index, as it does while its disk is full, since this process began. It begins no
 * earlier than that index, so that a clock that was behind is believed as soon as it is right. From one look to the
 * next it goes on by twice the time that has passed, so that it comes up with a clock that went on while the machine
 * slept: a new index that was made by a wrong clock bears nothing out.
 */
final class BelievedTime {
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Server server;
    private final Duration rollAfter;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private long rolledAtNanos;
    private @Nullable Instant believed;
    private long believedAtNanos;

    /**
     * @param rollAfter how old the youngest index may be
     * @param nanoTime a time that nobody sets, in nanoseconds
     */
    BelievedTime(Server server, Duration rollAfter, Clock clock, LongSupplier nanoTime) {
        this.server = server;
        this.rollAfter = rollAfter;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.rolledAtNanos = nanoTime.getAsLong();
    }

    /** By the clock, as far as the indices and the time since the last look bear it out. */
    synchronized Instant now() {
        Instant youngest = Names.STREAMS.stream()
                .flatMap(stream -> BackingIndex.of(server, stream).stream())
                .map(BackingIndex::created)
                .reduce(Instant.EPOCH, (one, other) -> one.isAfter(other) ? one : other);
        long nanos = nanoTime.getAsLong();
        Instant now =
                earlier(clock.instant(), youngest.plus(rollAfter).plus(MARGIN).plusNanos(nanos - rolledAtNanos));
        if (believed == null) {
            believed = later(now, youngest);
        } else {
            long passed = nanos - believedAtNanos;
            believed = believed.plusNanos(passed);
            now = earlier(now, believed.plusNanos(passed));
            believed = later(now, believed);
        }
        believedAtNanos = nanos;
        return now;
    }

    /** Where the youngest index of a stream was old, there is a new one. */
    synchronized void rolledOver() {
        rolledAtNanos = nanoTime.getAsLong();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
