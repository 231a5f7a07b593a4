package io.curfew.collector.index;

import io.curfew.events.Topics;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The topics that become the view, by the indexer that reads them. */
final class IndexedTopics {
    /** Little, and waited for by people. */
    static final Set<String> FINDINGS = Set.of(Topics.ALERTS, Topics.DEVICES, Topics.COMMANDS);
    /** Much, and what it comes to by the hour. */
    static final Set<String> TRAFFIC = Set.of(Topics.TRAFFIC, Topics.HOURS);

    private IndexedTopics() {}

    /** All of them, by name. */
    static List<String> all() {
        return Stream.concat(FINDINGS.stream(), TRAFFIC.stream()).sorted().toList();
    }
}
