package io.curfew.collector.index;

import io.curfew.collector.kafka.Aside;
import io.curfew.collector.kafka.Origin;
import io.curfew.events.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import java.util.concurrent.ExecutionException;

/** Keeps what cannot be indexed where it can be looked at: {@link Topics#REJECTED}. */
final class PutAside {
    private final Producer<byte[], byte[]> producer;

    PutAside(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Returns once Kafka has it.
     *
     * @param source where it stood
     * @param value what is kept: the record's value, or the one document of it that was refused
     */
    void keep(ConsumerRecord<byte[], byte[]> source, byte[] value, String reason) {
        Origin origin = new Origin(source.topic(), source.partition(), source.offset());
        Aside aside = Aside.of(origin, source.key(), value, reason);
        try {
            producer.send(new ProducerRecord<>(Topics.REJECTED, null, aside.key(), aside.value(), aside.headers()))
                    .get();
        } catch (ExecutionException refused) {
            throw new KafkaException("what cannot be indexed could not be put aside", refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while something was put aside", interrupted);
        }
    }
}
