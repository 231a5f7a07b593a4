package io.curfew.collector.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the indexer counts. {@code read = kept + superseded + out of time + rejected} holds for changes after each bulk;
 * what is read again after a failure counts again.
 */
final class IndexMetrics {
    private final Counter read;
    private final Counter kept;
    private final Counter superseded;
    private final Counter outOfTime;
    private final Counter rejected;
    private final Counter unreadable;
    private final Counter storeAway;
    private final Counter deletedIndices;
    private final Counter heldBack;
    private final AtomicBoolean isWaiting = new AtomicBoolean();

    IndexMetrics(MeterRegistry registry) {
        read = counter(registry, "changes.read", "Changes read from Kafka.");
        kept = counter(
                registry,
                "changes.kept",
                "Changes that the store has. Standing still while read grows: look at" + " the store.");
        superseded = counter(
                registry, "changes.superseded", "Changes left out because a later one of the same bulk replaced them.");
        outOfTime = counter(
                registry,
                "changes.out.of.time",
                "Sums by the hour left out because they are older than curfew.keep.hours, or as far ahead. More than"
                        + " none: a sensor's clock is wrong, or it sent what it had kept for very long.");
        rejected = counter(
                registry,
                "changes.rejected",
                "Changes that the store refuses for good, put aside on curfew.rejected.v1. More than none: the schema"
                        + " and the data do not fit; the record's headers say why.");
        unreadable = counter(
                registry,
                "records.unreadable",
                "Records that are not what their topic holds, put aside on curfew.rejected.v1. More than none: somebody"
                        + " else writes to the topic, or a newer collector does.");
        storeAway = counter(
                registry,
                "store.away",
                "Attempts that the store did not answer or asked to repeat. Growing: the view is behind, nothing is"
                        + " lost.");
        deletedIndices =
                counter(registry, "indices.deleted", "Indices of old traffic deleted to keep within the limits.");
        heldBack = counter(
                registry,
                "traffic.held.back",
                "Bulks of traffic after which the indexer rested, since what correlates in the same process was behind."
                        + " Growing: the processors are too few for both; traffic shows up later.");
        Gauge.builder("curfew.index.waiting", isWaiting, waiting -> waiting.get() ? 1 : 0)
                .description("1 while the indexer waits for the store.")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String help) {
        return Counter.builder("curfew.index." + name).description(help).register(registry);
    }

    void changesRead(int changes) {
        read.increment(changes);
    }

    void bulkKept(int changes) {
        isWaiting.set(false);
        kept.increment(changes);
    }

    void changesSuperseded(int changes) {
        superseded.increment(changes);
    }

    void changesOutOfTime(int changes) {
        outOfTime.increment(changes);
    }

    void changesRejected(int changes) {
        rejected.increment(changes);
    }

    void recordUnreadable() {
        unreadable.increment();
    }

    void storeWasAway() {
        isWaiting.set(true);
        storeAway.increment();
    }

    void indicesDeleted(int indices) {
        deletedIndices.increment(indices);
    }

    void trafficHeldBack() {
        heldBack.increment();
    }

    /** True while the store is waited for. */
    boolean isStoreAway() {
        return isWaiting.get();
    }
}
