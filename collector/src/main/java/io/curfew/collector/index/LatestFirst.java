package io.curfew.collector.index;

import io.curfew.collector.store.Change;
import io.curfew.events.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out what is outdated of the records of one poll, which are read from the last to the first. An alert that
 * changed a hundred times is written once, and ninety-nine of its states are not even read.
 */
final class LatestFirst {
    /** Their records say by their key what they are about. */
    private static final Set<String> BY_KEY = Set.of(Topics.ALERTS, Topics.DEVICES);

    private final Set<Thing> known = new HashSet<>();

    /** What was read already in a later state. */
    private sealed interface Thing {
        record OfKey(String topic, ByteBuffer key) implements Thing {}

        record OfChange(Class<? extends Change> kind, String id) implements Thing {}
    }

    /** True when a later record was accepted that is about the same thing. */
    boolean isOutdated(ConsumerRecord<byte[], byte[]> line) {
        Thing thing = thing(line);
        return thing != null && known.contains(thing);
    }

    /** The changes that a record asks for and no later one did, the last first. */
    List<Change> accept(ConsumerRecord<byte[], byte[]> line, List<Change> changes) {
        Thing thing = thing(line);
        if (thing != null) {
            known.add(thing);
        }
        List<Change> latest = new ArrayList<>(changes.size());
        for (Change change : changes.reversed()) {
            if (change instanceof Change.TrafficSeen || known.add(new Thing.OfChange(change.getClass(), change.id()))) {
                latest.add(change);
            }
        }
        return latest;
    }

    private static @Nullable Thing thing(ConsumerRecord<byte[], byte[]> line) {
        return line.key() != null && BY_KEY.contains(line.topic())
                ? new Thing.OfKey(line.topic(), ByteBuffer.wrap(line.key()))
                : null;
    }
}
