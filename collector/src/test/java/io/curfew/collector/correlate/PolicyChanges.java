package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.load.Town;
import io.curfew.collector.traffic.JudgedBatchReader;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Replaces the policy again and again by the API, with two collectors at work, and measures how soon the committed
 * traffic of every site is judged by it. Every site sends ten times a second. One collector is restarted in between.
 */
final class PolicyChanges {
    private static final int MOST_SITES = 8;
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(100);
    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double MOST_SECONDS_P95 = 2;

    private final RunningCollector running;
    private final String kafka;
    private final Path folder;
    /** Those that send; what others sent before may still be judged. */
    private final Set<String> sites;

    private final Map<String, Long> judgedBy = new HashMap<>();

    /** @param folder for the second collector */
    PolicyChanges(RunningCollector running, String kafka, Path folder, int sites) {
        this.running = running;
        this.kafka = kafka;
        this.folder = folder;
        this.sites = IntStream.range(0, Math.min(MOST_SITES, sites))
                .mapToObj(site -> Town.site(site).value())
                .collect(Collectors.toUnmodifiableSet());
    }

    void measure(String text, int changes, List<String> failures) throws IOException, InterruptedException {
        if (changes == 0) {
            return;
        }
        Files.createDirectories(folder);
        AtomicBoolean over = new AtomicBoolean();
        Thread sending = Thread.ofPlatform().name("steady").start(() -> send(over));
        try {
            measureWhileSitesSend(text, changes, failures);
        } finally {
            over.set(true);
            sending.join();
        }
    }

    private void measureWhileSitesSend(String text, int changes, List<String> failures)
            throws IOException, InterruptedException {
        try (Fleet second = new Fleet(kafka, folder, List.of());
                KafkaConsumer<String, byte[]> traffic = traffic()) {
            int number = second.add();
            long version = running.get("/api/v1/policy").path("version").asLong();
            awaitJudged(traffic, version);
            double[] seconds = new double[changes];
            for (int change = 0; change < changes; change++) {
                if (change == changes / 2) {
                    second.stop(number);
                    second.start(number);
                    awaitJudged(traffic, version);
                }
                long begin = System.nanoTime();
                running.putPolicy("# change " + change + "\n" + text, version);
                version++;
                awaitJudged(traffic, version);
                seconds[change] = (System.nanoTime() - begin) / 1e9;
                Thread.sleep(BETWEEN_CHANGES);
            }
            tell(seconds, audited(version, changes), failures);
        }
    }

    private void tell(double[] seconds, int audited, List<String> failures) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        double p95 = sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
        System.out.printf(
                Locale.ROOT,
                "policy: %d changes by the API, two collectors, one restarted half-way: every site judged by it within"
                        + " p50 %.2f s, p95 %.2f s, longest %.2f s; %d of them in the audit trail with who and what%n",
                seconds.length,
                sorted[sorted.length / 2],
                p95,
                sorted[sorted.length - 1],
                audited);
        System.out.printf(
                "policy: seconds of each change, the second collector starts before number %d: %s%n",
                seconds.length / 2 + 1,
                Arrays.stream(seconds)
                        .mapToObj(each -> String.format(Locale.ROOT, "%.2f", each))
                        .collect(Collectors.joining(" ")));
        if (p95 > MOST_SECONDS_P95) {
            failures.add("policies took effect late");
        }
        if (audited < seconds.length) {
            failures.add("changes of the policy are missing in the audit trail");
        }
    }

    private int audited(long latest, int changes) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Set<Long> found = new HashSet<>();
            for (JsonNode entry :
                    running.get("/api/v1/audit?action=policy&limit=100").path("items")) {
                if (entry.path("by").asText().equals("ada")) {
                    found.add(entry.path("policyVersion").asLong());
                }
            }
            found.removeIf(version -> version <= latest - changes || version > latest);
            if (found.size() == changes || System.nanoTime() > deadline) {
                return found.size();
            }
            Thread.sleep(BETWEEN_BATCHES);
        }
    }

    private void send(AtomicBoolean over) {
        BatchWriter writer = new BatchWriter();
        try (Producer<String, byte[]> producer = LatencyBench.producer(kafka)) {
            for (long sequence = 0; !over.get(); sequence++) {
                for (String site : sites) {
                    ObservationBatch batch = new ObservationBatch(
                            new SiteId(site),
                            new SensorId("steady"),
                            "2026-11-26T00:00:00Z",
                            sequence,
                            List.of(Seen.call(Instant.now(), sequence)));
                    var _ = producer.send(new ProducerRecord<>(
                            Topics.OBSERVATIONS, batch.site().value(), writer.write(batch)));
                }
                Thread.sleep(BETWEEN_BATCHES);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaConsumer<String, byte[]> traffic() {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.TRAFFIC).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        return consumer;
    }

    private void awaitJudged(KafkaConsumer<String, byte[]> traffic, long version) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (judgedBy.size() < sites.size() || judgedBy.values().stream().anyMatch(judged -> judged < version)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("policy " + version + " does not judge everywhere: " + judgedBy);
            }
            for (ConsumerRecord<String, byte[]> line : traffic.poll(Duration.ofMillis(20))) {
                if (sites.contains(line.key())) {
                    judgedBy.put(
                            line.key(), JudgedBatchReader.read(line.value()).policyVersion());
                }
            }
        }
    }
}
