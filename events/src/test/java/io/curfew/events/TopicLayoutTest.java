package io.curfew.events;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class TopicLayoutTest {
    @Test
    void everyTopicIsLaidOut() {
        List<String> topics = Arrays.stream(Topics.class.getFields())
                .map(TopicLayoutTest::value)
                .toList();

        assertThat(TopicLayout.all()).extracting(TopicLayout::name).containsExactlyInAnyOrderElementsOf(topics);
    }

    @Test
    void topicsKeyedBySiteHaveTheSamePartitions() {
        assertThat(TopicLayout.all())
                .filteredOn(topic ->
                        !Set.of(Topics.POLICY, Topics.TOLD, Topics.SENSORS).contains(topic.name()))
                .extracting(topic -> topic.partitions(7))
                .containsOnly(7);
    }

    @Test
    void thePolicyHasOneOrderForAllSites() {
        assertThat(layout(Topics.POLICY).partitions(7)).isEqualTo(1);
    }

    @Test
    void whatWasToldIsReadWholeByEachChannelAndKeptOnce() {
        assertThat(layout(Topics.TOLD).partitions(7)).isEqualTo(1);
        assertThat(layout(Topics.TOLD).settings()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void eachCollectorReadsWhichSensorsThereAre() {
        assertThat(layout(Topics.SENSORS).partitions(7)).isEqualTo(1);
        assertThat(layout(Topics.SENSORS).settings()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void theAuditTrailIsKeptForEver() {
        assertThat(layout(Topics.COMMANDS).settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1");
    }

    @Test
    void observationsAreKeptForAWeek() {
        assertThat(layout(Topics.OBSERVATIONS).settings()).containsEntry("retention.ms", "604800000");
    }

    @Test
    void observationsHaveTheBrokersTimeSinceASensorsClockMayBeWrong() {
        assertThat(layout(Topics.OBSERVATIONS).settings()).containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void noTopicRefusesWhatIsAheadOfTheBrokersClock() {
        assertThat(TopicLayout.all())
                .allSatisfy(topic -> assertThat(topic.settings())
                        .containsEntry("message.timestamp.after.max.ms", "9223372036854775807"));
    }

    @Test
    void whatIsAskedForByKeyIsCompacted() {
        assertThat(List.of(layout(Topics.POLICY), layout(Topics.DEVICES), layout(Topics.ALERTS)))
                .allSatisfy(topic -> assertThat(topic.settings()).containsEntry("cleanup.policy", "compact"));
    }

    private static TopicLayout layout(String name) {
        return TopicLayout.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String value(Field topic) {
        try {
            return (String) topic.get(Topics.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
