package io.curfew.sensor.publish;

import io.curfew.events.SiteId;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
final class KafkaRecordLogTest {
    private static final List<EncodedBatch> BATCHES =
            List.of(new EncodedBatch(new SiteId("lisbon"), 0, new byte[10], 1, Instant.EPOCH));

    private static MockProducer<String, byte[]> producer(boolean answers) {
        return new MockProducer<>(
                answers, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }

    /** As after an error in the thread in which it sends. */
    @Test
    void aClientThatNeverAnswersIsReplaced() throws InterruptedException {
        MockProducer<String, byte[]> dead = producer(false);
        MockProducer<String, byte[]> next = producer(true);
        Queue<Producer<String, byte[]>> producers = new ArrayDeque<>(List.of(dead, next));
        KafkaRecordLog log = new KafkaRecordLog("observations", producers::remove, Duration.ofMillis(10));

        RecordLog.Appending first = log.append(BATCHES);
        RecordLog.Appending second = log.append(BATCHES);

        assertThat(first).isEqualTo(new RecordLog.Appending.Unreachable("IOException: the client does not answer"));
        assertThat(dead.closed()).isTrue();
        assertThat(second).isEqualTo(new RecordLog.Appending.Appended(1));
        assertThat(next.history()).hasSize(1);
    }
}
