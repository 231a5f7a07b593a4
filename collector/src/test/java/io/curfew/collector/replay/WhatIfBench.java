package io.curfew.collector.replay;

import io.curfew.collector.correlate.InMemoryEnrolledSensors;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.ObservationLog;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.load.ProgramLog;
import io.curfew.collector.load.Recording;
import io.curfew.collector.load.Week;
import io.curfew.collector.store.InMemoryView;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.replay.Impact;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Measures a what-if over a week of one site and the day before, from which it learns, read from a real Kafka by what
 * the API runs. {@code ./curfew bench what-if} starts it:
 *
 * <pre>{@code
 * WhatIfBench FOLDER POLICY [--observations 5000000] [--devices 60] [--neighbors 1] [--again] [--check]
 * }</pre>
 *
 * where the folder holds {@code lisbon.batches}, a recorded home, and Kafka's data afterwards; {@code --again} takes
 * what the last run left there. Neighbors are sites that send as much into the same partition.
 */
final class WhatIfBench {
    /** What the aim says; a busy machine takes longer. */
    private static final double MOST_SECONDS = 60;

    private final Path folder;
    private final Week week;
    private final Map<String, String> options;

    private WhatIfBench(Path folder, Week week, Map<String, String> options) {
        this.folder = folder;
        this.week = week;
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        Map<String, String> options =
                new HashMap<>(Map.of("--observations", "5000000", "--devices", "60", "--neighbors", "1"));
        for (int index = 2; index < arguments.length; index++) {
            boolean hasValue = options.containsKey(arguments[index]);
            options.put(arguments[index], hasValue ? arguments[++index] : "");
        }
        Path folder = Path.of(arguments[0]);
        Week week = new Week(
                Recording.read(new SiteId("lisbon"), folder.resolve("lisbon.batches")),
                policy(Files.readString(Path.of(arguments[1]))),
                (int) number(options, "--devices"),
                number(options, "--observations"));
        boolean isInTime = new WhatIfBench(folder, week, options).run();
        System.exit(options.containsKey("--check") && !isInTime ? 1 : 0);
    }

    private boolean run() throws IOException, InterruptedException {
        try (LocalStack stack = LocalStack.start(folder.resolve("what-if"), EnumSet.of(Part.KAFKA))) {
            String servers = stack.kafkaBootstrapServers();
            KafkaConnection kafka = new KafkaConnection(Map.of("bootstrap.servers", servers));
            if (!options.containsKey("--again")) {
                new TopicSetup(kafka, 1, (short) 1).createMissing();
                fill(kafka);
            }
            return measure(new ObservationLog(kafka));
        }
    }

    private void fill(KafkaConnection kafka) {
        long start = System.nanoTime();
        long sent;
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                kafka.with(Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd", ProducerConfig.LINGER_MS_CONFIG, 20)),
                new StringSerializer(),
                new ByteArraySerializer())) {
            BatchWriter writer = new BatchWriter();
            long neighbors = number(options, "--neighbors");
            sent = week.send(batch -> {
                byte[] octets = writer.write(batch);
                send(producer, batch.site().value(), octets);
                for (long neighbor = 0; neighbor < neighbors; neighbor++) {
                    send(producer, "neighbor-" + neighbor, octets);
                }
            });
        }
        System.out.printf(
                Locale.ROOT,
                "what-if: %,d observations in Kafka after %.0f s%n",
                sent,
                seconds(System.nanoTime() - start));
    }

    private static void send(Producer<String, byte[]> producer, String site, byte[] octets) {
        var _ = producer.send(new ProducerRecord<>(Topics.OBSERVATIONS, site, octets));
    }

    private boolean measure(ObservationLog log) {
        Policy before = week.policy();
        Replay replay = new Replay(
                Week.site(),
                before,
                week.stricterPolicy(),
                week.begin(),
                week.begin().plus(Week.LENGTH));
        long start = System.nanoTime();
        long startCpu = cpuNanos();
        Impact impact =
                replay.run(log, new SensorsOfSites(new InMemoryEnrolledSensors(), new InMemoryView()), done -> true);
        double seconds = seconds(System.nanoTime() - start);
        System.out.printf(
                Locale.ROOT,
                "what-if: %,d observations of %s devices by two policies in %.1f s, %,.0f a second; %.1f CPU s; at most"
                        + " %,d MiB of heap; %,d matters begin, %,d end, %,d stay%n",
                impact.observations(),
                options.get("--devices"),
                seconds,
                impact.observations() / seconds,
                seconds(cpuNanos() - startCpu),
                heapMebibytes(),
                impact.begun().size(),
                impact.ended().size(),
                impact.unchanged());
        return seconds <= MOST_SECONDS;
    }

    private static Policy policy(String text) {
        return switch (PolicyReader.read(1, Map.of("policy.yaml", text))) {
            case PolicyReading.Accepted accepted -> accepted.policy();
            case PolicyReading.Refused refused ->
                throw new IllegalArgumentException(refused.mistakes().toString());
        };
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** The most that the heap's parts ever held, what nobody needed any more included. */
    private static long heapMebibytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                >> 20;
    }

    private static long number(Map<String, String> options, String name) {
        return Long.parseLong(Objects.requireNonNull(options.get(name), name));
    }
}
