package io.curfew.collector.index;

import io.curfew.events.Topics;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The topics that become the view, by the indexer that reads them. */
final class IndexedTopics {
    /** Waited for by people. */
    static final Set<String> ALERTS = Set.of(Topics.ALERTS, Topics.COMMANDS);
    /** Changes with nearly everything that a device does. */
    static final Set<String> DEVICES = Set.of(Topics.DEVICES);
    /** Much, and what it comes to by the hour. */
    static final Set<String> TRAFFIC = Set.of(Topics.TRAFFIC, Topics.HOURS);

    private IndexedTopics() {}

    /** All of them, by name. */
    static List<String> all() {
        return Stream.of(ALERTS, DEVICES, TRAFFIC).flatMap(Set::stream).sorted().toList();
    }
}
