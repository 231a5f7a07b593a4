package io.curfew.stack.part;

import io.curfew.events.Topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a topic is laid out: in how many partitions, and what becomes of old records. */
record TopicLayout(String name, int partitions, Map<String, String> configuration) {
    /** A site is one task: two partitions keep the two cores of a small machine busy, more only cost memory. */
    private static final int PARTITIONS = 2;

    TopicLayout {
        configuration = Map.copyOf(configuration);
    }

    /** The topics of the design. */
    static List<TopicLayout> all() {
        return List.of(
                new TopicLayout(Topics.OBSERVATIONS, PARTITIONS, keptFor(Duration.ofDays(7))),
                new TopicLayout(Topics.POLICY, 1, compacted()),
                new TopicLayout(Topics.COMMANDS, PARTITIONS, keptForEver()),
                new TopicLayout(Topics.TRAFFIC, PARTITIONS, keptFor(Duration.ofDays(2))),
                new TopicLayout(Topics.DEVICES, PARTITIONS, compacted()),
                new TopicLayout(Topics.ALERTS, PARTITIONS, compacted()),
                new TopicLayout(Topics.REJECTED, PARTITIONS, keptFor(Duration.ofDays(7))));
    }

    private static Map<String, String> keptFor(Duration time) {
        return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(time.toMillis()));
    }

    private static Map<String, String> keptForEver() {
        return Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    }

    private static Map<String, String> compacted() {
        return Map.of("cleanup.policy", "compact");
    }
}
