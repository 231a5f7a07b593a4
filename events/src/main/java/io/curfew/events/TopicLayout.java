package io.curfew.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a topic is laid out, whoever creates it.
 *
 * @param name the topic
 * @param bySite true when its records are spread by site: all such topics must have the same number of partitions, so
 *     that what belongs to a site meets in one task; false where there is one order for all sites, so one partition
 * @param settings Kafka's own topic settings: what becomes of old records, and whose clock their time is of
 */
public record TopicLayout(String name, boolean bySite, Map<String, String> settings) {
    /**
     * The setting of a topic by which Kafka takes records that are however far ahead of its own clock. What a broker
     * took while its clock was ahead leads to records of that time, and a collector's clock may be ahead itself: were
     * they refused, as Kafka does by itself for those of more than an hour, the partition would stand still for as long
     * as the clock was ahead.
     */
    public static final Map<String, String> ANY_TIME_AHEAD =
            Map.of("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

    public TopicLayout {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(ANY_TIME_AHEAD);
        settings = Map.copyOf(all);
    }

    /** Every topic of {@link Topics}. */
    public static List<TopicLayout> all() {
        return List.of(
                new TopicLayout(Topics.OBSERVATIONS, true, byTheBrokersClock(keptFor(Duration.ofDays(7)))),
                new TopicLayout(Topics.POLICY, false, compacted()),
                new TopicLayout(Topics.COMMANDS, true, keptForEver()),
                new TopicLayout(Topics.TRAFFIC, true, keptFor(Duration.ofDays(2))),
                new TopicLayout(Topics.HOURS, true, keptFor(Duration.ofDays(400))),
                new TopicLayout(Topics.DEVICES, true, compacted()),
                new TopicLayout(Topics.ALERTS, true, compacted()),
                new TopicLayout(Topics.SIGHTINGS, true, keptFor(Duration.ofDays(2))),
                new TopicLayout(Topics.HINTS, true, keptFor(Duration.ofDays(2))),
                new TopicLayout(Topics.TOLD, false, compacted()),
                new TopicLayout(Topics.SENSORS, false, compacted()),
                new TopicLayout(Topics.REJECTED, true, keptFor(Duration.ofDays(7))));
    }

    /**
     * How many partitions it gets where sites are spread over {@code bySitePartitions}.
     *
     * @param bySitePartitions at least 1
     */
    public int partitions(int bySitePartitions) {
        return bySite ? bySitePartitions : 1;
    }

    private static Map<String, String> keptFor(Duration time) {
        return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(time.toMillis()));
    }

    /** Who writes there may have a clock that is days off: Kafka would refuse such records, or delete them at once. */
    private static Map<String, String> byTheBrokersClock(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("message.timestamp.type", "LogAppendTime");
        return all;
    }

    private static Map<String, String> keptForEver() {
        return Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    }

    private static Map<String, String> compacted() {
        return Map.of("cleanup.policy", "compact");
    }
}
