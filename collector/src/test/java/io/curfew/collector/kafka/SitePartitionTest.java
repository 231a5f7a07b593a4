package io.curfew.collector.kafka;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class SitePartitionTest {

    @ParameterizedTest
    @ValueSource(strings = {"lisbon", "porto", "faro", "x"})
    void aSiteIsWhereAProducerPutsIt(String site) {
        byte[] key = site.getBytes(StandardCharsets.UTF_8);

        for (int partitions = 1; partitions < 20; partitions++) {
            assertThat(SitePartition.of(key, partitions))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
        }
    }
}
