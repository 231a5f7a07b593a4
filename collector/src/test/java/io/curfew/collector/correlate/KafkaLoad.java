package io.curfew.collector.correlate;

import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.load.Town;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.language.Policy;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The whole correlation in a process of its own, from Kafka to Kafka, exactly once. Everything is sent before it
 * starts. Then it is killed, loses its disk, and builds its state again from Kafka.
 */
final class KafkaLoad implements Load {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final int threads;
    private final List<String> townArguments;

    /**
     * @param threads how many the process has, each with a partition of its own
     * @param townArguments what {@link TownProcess} makes the same town of
     */
    KafkaLoad(int threads, List<String> townArguments) {
        this.threads = threads;
        this.townArguments = townArguments;
    }

    @Override
    public Figures measure(Town town, Policy policy, long wanted) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("curfew-bench");
        try (LocalStack stack = LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA))) {
            String kafka = stack.kafkaBootstrapServers();
            new TopicSetup(new KafkaConnection(Map.of("bootstrap.servers", kafka)), threads, (short) 1).createMissing();
            long observations = send(kafka, town, wanted);
            try (GroupProgress progress = new GroupProgress(kafka, "curfew-correlate")) {
                return figures(observations, progress, kafka, folder);
            }
        } finally {
            DeletedFolder.delete(folder);
        }
    }

    private Figures figures(long observations, GroupProgress progress, String kafka, Path folder)
            throws IOException, InterruptedException {
        TownProcess process = TownProcess.start(kafka, folder.resolve("state"), threads, townArguments);
        long batches = progress.end();
        long start = System.nanoTime();
        progress.await(batches / 3, LOOK, process::requireAlive);
        long warmBatches = progress.done();
        long warmCpuNanos = process.cpuNanos();
        ThreadTimes warmTimes = process.threads();
        long warm = System.nanoTime();
        long warmUp = observations * warmBatches / batches;
        System.err.printf(Locale.ROOT, "bench: %,d observations to get warm%n", warmUp);
        progress.await(batches, LOOK, process::requireAlive);
        long cpuNanos = process.cpuNanos() - warmCpuNanos;
        long wallNanos = System.nanoTime() - warm;
        String spent = process.threads().since(warmTimes);
        process.kill();
        Recovery recovery = recovery(kafka, folder);
        String more = String.format(
                Locale.ROOT,
                ", %.1f cores busy (%s), %.1f CPU s until a third was done (%.1f s);"
                        + " without its disk it works again after %.1f s, %.1f CPU s",
                (double) cpuNanos / wallNanos,
                spent,
                warmCpuNanos / 1e9,
                (warm - start) / 1e9,
                recovery.seconds(),
                recovery.cpuSeconds());
        return new Figures(observations, warmUp, cpuNanos, wallNanos, 0, recovery.seconds(), more);
    }

    private record Recovery(double seconds, double cpuSeconds) {}

    private Recovery recovery(String kafka, Path folder) throws IOException, InterruptedException {
        DeletedFolder.delete(folder.resolve("state"));
        long start = System.nanoTime();
        TownProcess heir = TownProcess.start(kafka, folder.resolve("state"), threads, townArguments);
        heir.awaitRunning();
        Recovery recovery = new Recovery((System.nanoTime() - start) / 1e9, heir.cpuNanos() / 1e9);
        heir.kill();
        return recovery;
    }

    private static long send(String kafka, Town town, long wanted) {
        long observations = 0;
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            BatchWriter writer = new BatchWriter();
            while (observations < wanted) {
                observations += town.nextSecond(batch -> {
                    var _ = producer.send(new ProducerRecord<>(
                            Topics.OBSERVATIONS, batch.site().value(), writer.write(batch)));
                });
            }
        }
        return observations;
    }
}
