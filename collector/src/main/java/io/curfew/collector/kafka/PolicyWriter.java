package io.curfew.collector.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * Writes one version of the policy, on the policy topic and among the commands, both or neither. From when it is opened
 * on it fences off every other writer, wherever that is.
 */
final class PolicyWriter implements AutoCloseable {
    private static final String KEY = "*";
    private static final int PARTITION = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** More than the largest request; Kafka's own bound is for what is packed. */
    private static final int MOST_OCTETS = 4 * 1024 * 1024;

    private final ObjectMapper mapper = CurfewJson.mapper();
    private final Producer<String, byte[]> producer;

    /** @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time */
    PolicyWriter(KafkaConnection connection) {
        producer = new KafkaProducer<>(
                connection.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "curfew-policy",
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "curfew-policy",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MOST_OCTETS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis())),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Fences off every other writer. */
    void begin() {
        producer.initTransactions();
    }

    /**
     * Writes it. The commit returns before its markers stand in the topic: the end of what is committed may lie before
     * it.
     *
     * @return where it stands in the policy topic
     * @throws ProducerFencedException when another writer came after this one
     * @throws InvalidProducerEpochException likewise
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time
     */
    long write(PolicyDocument wanted) {
        producer.beginTransaction();
        Future<RecordMetadata> written =
                producer.send(new ProducerRecord<>(Topics.POLICY, PARTITION, KEY, json(wanted)));
        var _ = producer.send(new ProducerRecord<>(Topics.COMMANDS, PolicyChange.KEY, json(PolicyChange.to(wanted))));
        producer.commitTransaction();
        return written.resultNow().offset();
    }

    private byte[] json(Object document) {
        try {
            return mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a policy document has no JSON form", bug);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
