package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.TrafficLimits;
import io.curfew.collector.store.ViewRetention;
import org.opensearch.client.opensearch._types.Time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Keeps traffic within its limits: starts a new index behind each data stream when the one that is written to is old or
 * big enough, and deletes the oldest when they are past their time or all together are too big. The index that is
 * written to is never deleted.
 *
 * <p>Time is not further on than the youngest index may be old, by OpenSearch's clock, and a day, and the time for
 * which OpenSearch has made no new index, as it does while its disk is full, since this process began: what a clock
 * that is wrong for a moment says deletes nothing.
 */
public final class Retention implements ViewRetention {
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Server server;
    private final TrafficLimits limits;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private long rolledAtNanos;

    /** @param nanoTime a time that nobody sets, in nanoseconds */
    public Retention(Server server, TrafficLimits limits, Clock clock, LongSupplier nanoTime) {
        this.server = server;
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.rolledAtNanos = nanoTime.getAsLong();
    }

    @Override
    public int apply() {
        // First, since OpenSearch makes no index while its disk is nearly full.
        int deleted = delete();
        Names.STREAMS.forEach(this::rollOver);
        rolledAtNanos = nanoTime.getAsLong();
        return deleted;
    }

    private int delete() {
        List<Closed> closed = new ArrayList<>();
        long totalBytes = 0;
        Instant youngest = Instant.EPOCH;
        for (String stream : Names.STREAMS) {
            List<BackingIndex> indices = BackingIndex.of(server, stream);
            for (int index = 0; index < indices.size(); index++) {
                totalBytes += indices.get(index).sizeBytes();
                youngest = later(youngest, indices.get(index).created());
                if (index + 1 < indices.size()) {
                    closed.add(new Closed(
                            indices.get(index), indices.get(index + 1).created()));
                }
            }
        }
        return delete(closed, totalBytes, now(youngest).minus(limits.keep()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * By the clock, as far as the indices bear it out: each look begins a new one where the youngest is old. While
     * OpenSearch makes none, the youngest grows older as this process counts the time.
     */
    private Instant now(Instant youngest) {
        Duration notRolling = Duration.ofNanos(nanoTime.getAsLong() - rolledAtNanos);
        Instant latest = youngest.plus(limits.rollAfter()).plus(MARGIN).plus(notRolling);
        Instant now = clock.instant();
        return now.isAfter(latest) ? latest : now;
    }

    /** An index that is no longer written to, and since when. */
    private record Closed(BackingIndex index, Instant since) {}

    private void rollOver(String stream) {
        server.ask(client -> client.indices()
                .rollover(request -> request.alias(stream)
                        .conditions(conditions -> conditions
                                .maxAge(Time.of(
                                        age -> age.time(limits.rollAfter().toSeconds() + "s")))
                                .maxSize(limits.rollAtBytes() + "b"))));
    }

    private int delete(List<Closed> closed, long totalBytes, Instant tooOld) {
        long bytes = totalBytes;
        int deleted = 0;
        for (Closed candidate :
                closed.stream().sorted(Comparator.comparing(Closed::since)).toList()) {
            if (candidate.since().isBefore(tooOld) || bytes > limits.mostBytes()) {
                String name = candidate.index().name();
                server.ask(client -> client.indices().delete(request -> request.index(name)));
                bytes -= candidate.index().sizeBytes();
                deleted++;
            }
        }
        return deleted;
    }
}
