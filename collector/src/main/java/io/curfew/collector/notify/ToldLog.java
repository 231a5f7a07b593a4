package io.curfew.collector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.TopicEnd;
import io.curfew.events.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * What one channel has told, on {@link Topics#TOLD}: so that whoever goes on after a crash, on whatever machine, does
 * not tell it again.
 */
final class ToldLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConnection kafka;
    private final String channel;
    private final Producer<String, byte[]> producer;
    private final ObjectMapper json = CurfewJson.mapper();

    /**
     * The channel began to tell.
     *
     * @param began when
     */
    private record Beginning(Instant began) {}

    ToldLog(KafkaConnection kafka, String channel) {
        this.kafka = kafka;
        this.channel = channel;
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "curfew-told-" + channel,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2 * 1_024 * 1_024L)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Fills {@code memory} with what was told, the earliest first.
     *
     * @param now when the channel begins if it never told anything
     * @return when it began to tell
     */
    Instant read(ToldMemory memory, Instant now) throws InterruptedException {
        memory.clear();
        Instant began = null;
        for (ConsumerRecord<String, byte[]> line : lines()) {
            if (line.key().equals(channel)) {
                began = beginning(line.value());
            } else if (line.key().startsWith(channel + "/")) {
                memory.restore(line.key().substring(channel.length() + 1), told(line.value()));
            }
        }
        if (began == null) {
            send(List.of(new ProducerRecord<>(Topics.TOLD, channel, octets(new Beginning(now)))));
            return now;
        }
        return began;
    }

    private List<ConsumerRecord<String, byte[]>> lines() {
        List<ConsumerRecord<String, byte[]>> lines = new ArrayList<>();
        try (Consumer<String, byte[]> reads = kafka.reader("curfew-told-" + channel, PATIENCE)) {
            List<TopicPartition> partitions = reads.partitionsFor(Topics.TOLD).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new KafkaException("the topic " + Topics.TOLD + " is not there yet");
            }
            reads.assign(partitions);
            TopicEnd.read(reads, PATIENCE, line -> {
                if (line.key().equals(channel) || line.key().startsWith(channel + "/")) {
                    lines.add(line);
                }
            });
        }
        return lines;
    }

    private @Nullable Instant beginning(byte @Nullable [] value) {
        try {
            return value == null
                    ? null
                    : CurfewJson.read(json, value, Beginning.class).began();
        } catch (IOException | IllegalArgumentException malformed) {
            return null;
        }
    }

    private @Nullable Told told(byte @Nullable [] value) {
        try {
            return value == null ? null : CurfewJson.read(json, value, Told.class);
        } catch (IOException | IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Writes down what {@code memory} holds beyond what is written; on return Kafka has it. */
    void write(ToldMemory memory) throws InterruptedException {
        List<ToldMemory.Entry> entries = memory.unwritten();
        if (entries.isEmpty()) {
            return;
        }
        send(entries.stream().map(this::line).toList());
        memory.written();
    }

    private ProducerRecord<String, byte[]> line(ToldMemory.Entry entry) {
        Told told = entry.told();
        return new ProducerRecord<>(Topics.TOLD, channel + "/" + entry.alert(), told == null ? null : octets(told));
    }

    private byte[] octets(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("what was told cannot be written as JSON", bug);
        }
    }

    private void send(List<ProducerRecord<String, byte[]>> lines) throws InterruptedException {
        List<Future<?>> sent = new ArrayList<>(lines.size());
        for (ProducerRecord<String, byte[]> line : lines) {
            sent.add(producer.send(line));
        }
        for (Future<?> one : sent) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                throw new KafkaException("what was told could not be written down", failed.getCause());
            }
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
