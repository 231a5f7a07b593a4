package io.curfew.collector.index;

import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.load.ProgramLog;
import io.curfew.collector.load.Recording;
import io.curfew.collector.load.Town;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.opensearch.OpenSearchViewIdentity;
import io.curfew.collector.store.opensearch.OpenSearchViewWriter;
import io.curfew.collector.store.opensearch.Server;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchWriter;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Measures how fast judged observations come from a real Kafka into a real OpenSearch, which goes away in between.
 * {@code ./curfew bench index} starts it:
 *
 * <pre>{@code
 * IndexBench FOLDER POLICY [--observations 300000] [--check]
 * }</pre>
 *
 * where the folder holds the recorded homes {@code lisbon.batches} and {@code porto.batches}.
 */
final class IndexBench {
    private static final int SITES = 10;
    private static final int DEVICES = 60;
    private static final double AIM = 10_000;
    /** What a busy machine still reaches. */
    private static final double FEWEST_A_CPU_SECOND = 2_000;

    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_EACH = Duration.ofMillis(20);
    private static final double NANOS_OF_A_SECOND = 1e9;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<SiteId, SiteWatch> watches = new HashMap<>();
    private final JudgedBatchWriter judgedBatches = new JudgedBatchWriter();
    private final BatchWriter batches = new BatchWriter();
    private final Path folder;

    private IndexBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        List<String> options = Arrays.asList(arguments);
        int at = options.indexOf("--observations");
        long wanted = at < 0 ? 300_000 : Long.parseLong(options.get(at + 1));
        boolean isWell = new IndexBench(Path.of(arguments[0])).run(Path.of(arguments[1]), wanted);
        System.exit(isWell || !options.contains("--check") ? 0 : 1);
    }

    private boolean run(Path policy, long wanted) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("curfew-bench");
        try (LocalStack stack = LocalStack.start(work.resolve("stack"), EnumSet.of(Part.KAFKA, Part.OPENSEARCH));
                Server server = Server.at(
                        URI.create(stack.openSearchUrl()), null, Duration.ofSeconds(20), CurfewJson.mapper());
                StoredView stored = new StoredView(stack.openSearchUrl())) {
            KafkaConnection kafka = new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
            new TopicSetup(kafka, 4, (short) 1).createMissing();
            long observations = send(stack.kafkaBootstrapServers(), policy, wanted);
            IndexThread thread = new IndexThread(
                    "index-traffic",
                    Set.of(Topics.TRAFFIC),
                    new IndexClients(kafka).of("curfew-index-traffic", "index-traffic"),
                    new OpenSearchViewWriter(server, Samples.A_YEAR, Clock.systemUTC()),
                    new OpenSearchViewIdentity(server),
                    new IndexMetrics(registry),
                    Duration.ofSeconds(1),
                    Pace.FULL);
            thread.start();
            double aCpuSecond = measure(work, observations);
            boolean pauses = pauses(stack, observations);
            awaitAll(stack.kafkaBootstrapServers(), server);
            thread.close();
            long kept = stored.countTraffic();
            System.out.printf(
                    Locale.ROOT,
                    "index: %,d observations sent, %,d kept, %d lost; %.0f bytes each on disk%n",
                    observations,
                    kept,
                    observations - kept,
                    (double) stored.bytesOfTraffic() / kept);
            return kept == observations && pauses && aCpuSecond > FEWEST_A_CPU_SECOND;
        }
    }

    /** From a third to two thirds of the way. */
    private double measure(Path work, long observations) throws InterruptedException {
        await(observations / 3);
        long start = System.nanoTime();
        double before = kept();
        long indexer = indexerCpuNanos();
        long store = storeCpuNanos(work);
        await(2 * observations / 3);
        double taken = kept() - before;
        double seconds = (System.nanoTime() - start) / NANOS_OF_A_SECOND;
        double indexerSeconds = (indexerCpuNanos() - indexer) / NANOS_OF_A_SECOND;
        double storeSeconds = (storeCpuNanos(work) - store) / NANOS_OF_A_SECOND;
        double aCpuSecond = taken / (indexerSeconds + storeSeconds);
        System.out.printf(
                Locale.ROOT,
                "index: %,.0f observations a second (aim %,.0f, ratio %.2f) with %.1f cores busy; %,.0f a CPU second of"
                        + " indexer and store, so that two cores take %,.0f a second; of %,.0f observations the indexer"
                        + " took %.1f CPU s, OpenSearch %.1f%n",
                taken / seconds,
                AIM,
                taken / seconds / AIM,
                (indexerSeconds + storeSeconds) / seconds,
                aCpuSecond,
                2 * aCpuSecond,
                taken,
                indexerSeconds,
                storeSeconds);
        return aCpuSecond;
    }

    /** While the store is away, nothing more may be read than the one poll that waits. */
    private boolean pauses(LocalStack stack, long observations) throws IOException, InterruptedException {
        stack.stop(EnumSet.of(Part.OPENSEARCH));
        double read = counted("changes.read");
        Thread.sleep(AWAY);
        double readAfterwards = counted("changes.read");
        System.gc();
        long heapMebibytes =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        stack.start(EnumSet.of(Part.OPENSEARCH));
        System.out.printf(
                Locale.ROOT,
                "index: while OpenSearch was away %,.0f more were read with %,.0f of %,d still to come, %,.0f attempts,"
                        + " heap in use %d MiB (the benchmark's own with it)%n",
                readAfterwards - read,
                observations - kept(),
                observations,
                counted("store.away"),
                heapMebibytes);
        return readAfterwards == read && kept() < observations;
    }

    private long send(String kafka, Path policyFile, long wanted) throws IOException {
        List<Recording> recordings = List.of(
                Recording.read(new SiteId("lisbon"), folder.resolve("lisbon.batches")),
                Recording.read(new SiteId("porto"), folder.resolve("porto.batches")));
        Policy recorded = ((PolicyReading.Accepted)
                        PolicyReader.read(1, Map.of("policy.yaml", Files.readString(policyFile))))
                .policy();
        Town town = new Town(recordings, recorded, SITES, DEVICES);
        Policy policy = town.policy(recorded);
        long observations = 0;
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "compression.type", "zstd", "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            while (observations < wanted) {
                observations += town.nextSecond(batch -> judged(policy, batch).forEach(value -> {
                    var _ = producer.send(
                            new ProducerRecord<>(Topics.TRAFFIC, batch.site().value(), value));
                }));
            }
        }
        watches.clear();
        return observations;
    }

    private List<byte[]> judged(Policy policy, ObservationBatch batch) {
        SiteWatch watch = watches.computeIfAbsent(batch.site(), site -> new SiteWatch(site, new HeapSiteMemory()));
        SensorRun run = new SensorRun(batch.sensor(), batch.run());
        List<JudgedObservation> judged = new ArrayList<>();
        for (Observation observation : batch.observations()) {
            judged.add(watch.observe(policy, run, observation));
        }
        var _ = watch.take();
        return judgedBatches.values(batches.write(batch), new JudgedBatch(batch, 0, 1, judged));
    }

    private double kept() {
        return counted("changes.kept");
    }

    private double counted(String name) {
        return registry.get("curfew.index." + name).counter().count();
    }

    private void await(long observations) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (kept() < observations) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + kept() + " of " + observations + " were kept in time");
            }
            Thread.sleep(LOOK_EACH);
        }
    }

    private static void awaitAll(String kafka, Server server) throws InterruptedException {
        String view = new OpenSearchViewIdentity(server).current();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            FillingProgress progress = FillingProgress.of(admin, "curfew-index", view);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!progress.now().isComplete()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("not all was kept in time: " + progress.now());
                }
                Thread.sleep(LOOK_EACH);
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long indexerCpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long storeCpuNanos(Path work) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("opensearch@" + work))
                        .isPresent())
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }
}
