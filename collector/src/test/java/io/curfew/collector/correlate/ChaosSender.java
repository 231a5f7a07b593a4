package io.curfew.collector.correlate;

import io.curfew.events.ObservationBatch;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Sends a load at an even pace, in a thread of its own, and keeps at it while the broker is away. */
final class ChaosSender {
    private final String kafka;
    private final ChaosLoad load;
    private final Duration pause;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** @param pause between two seconds of the load */
    ChaosSender(String kafka, ChaosLoad load, Duration pause) {
        this.kafka = kafka;
        this.load = load;
        this.pause = pause;
    }

    void start() {
        Thread.ofPlatform().daemon().name("sender").start(() -> {
            try {
                send();
                end.complete(null);
            } catch (RuntimeException broken) {
                end.completeExceptionally(broken);
            }
        });
    }

    /** Returns when all stands in Kafka. */
    void await() {
        end.join();
    }

    private void send() {
        BatchWriter writer = new BatchWriter();
        long begin = System.nanoTime();
        long number = 0;
        try (Producer<String, byte[]> producer = producer()) {
            for (List<ObservationBatch> second : load.seconds()) {
                for (ObservationBatch batch : second) {
                    var _ = producer.send(
                            new ProducerRecord<>(
                                    Topics.OBSERVATIONS, batch.site().value(), writer.write(batch)),
                            (_, lost) -> {
                                if (lost != null) {
                                    end.completeExceptionally(lost);
                                }
                            });
                }
                number++;
                LockSupport.parkNanos(begin + number * pause.toNanos() - System.nanoTime());
            }
        }
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        120_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
