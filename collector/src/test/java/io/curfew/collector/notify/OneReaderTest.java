package io.curfew.collector.notify;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class OneReaderTest {
    private static final Node[] NONE = {};

    @Test
    void oneMemberReadsEverythingAndTheOthersStandBy() {
        Cluster cluster = new Cluster(
                "test",
                List.of(),
                List.of(
                        new PartitionInfo("alerts", 0, null, NONE, NONE),
                        new PartitionInfo("alerts", 1, null, NONE, NONE)),
                Set.of(),
                Set.of());
        Subscription wish = new Subscription(List.of("alerts"));

        var assignments = new OneReader()
                .assign(cluster, new GroupSubscription(Map.of("b", wish, "a", wish, "c", wish)))
                .groupAssignment();

        assertThat(assignments.keySet()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(assignments.values().stream().map(one -> one.partitions().size()))
                .containsExactlyInAnyOrder(2, 0, 0);
    }
}
