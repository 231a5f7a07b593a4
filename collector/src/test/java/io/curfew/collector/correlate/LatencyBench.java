package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.load.ProgramLog;
import io.curfew.collector.load.Recording;
import io.curfew.collector.load.Town;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Measures the time from a packet to its alert in the API of the packaged collector, with Kafka, OpenSearch and
 * Keycloak beside it, and how soon each collector judges by a new policy. {@code ./curfew bench latency} starts it:
 *
 * <pre>{@code
 * LatencyBench FOLDER POLICY COLLECTOR [--rate 10000] [--seconds 60] [--warm-up 60] [--settle 120]
 *     [--policies 20] [--heap 2048] [--check]
 * }</pre>
 *
 * where the folder holds {@code lisbon.batches} and {@code porto.batches}, the recorded homes. They were at work for
 * the seconds of the warm-up some minutes before, which is sent at once, as fast as the collector takes it: it knows
 * their devices then, and its code is compiled. Without a warm-up all devices of all sites are new in the same minute.
 * Then they come back all at once and are at work for the seconds in which it settles: all alerts that they had happen
 * again, and are told of. After that come the seconds that are measured, with probes; so many homes are taken as make
 * the rate in these, whatever they make before. The heap is the collector's, in MiB.
 */
final class LatencyBench {
    private static final int DEVICES_A_SITE = 60;
    private static final int PROBED_SITES = 10;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration UNTIL_LOAD = Duration.ofSeconds(3);
    /** The collector has so many times as long for the warm-up as it lasted. */
    private static final int RESTS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TENTHS = 10;
    private static final double MOST_SECONDS_P95 = 2;
    private static final double MOST_SECONDS_P99 = 5;

    private final Path folder;
    private final String policy;
    private final Path collector;
    private final Map<String, String> options;
    private final List<String> failures = new ArrayList<>();

    private LatencyBench(Path folder, String policy, Path collector, Map<String, String> options) {
        this.folder = folder;
        this.policy = policy;
        this.collector = collector;
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        Map<String, String> options = new HashMap<>(Map.of(
                "--rate",
                "10000",
                "--seconds",
                "60",
                "--warm-up",
                "60",
                "--settle",
                "120",
                "--policies",
                "20",
                "--heap",
                "2048"));
        for (int index = 3; index < arguments.length; index++) {
            boolean hasValue = options.containsKey(arguments[index]);
            options.put(arguments[index], hasValue ? arguments[++index] : "");
        }
        LatencyBench bench = new LatencyBench(
                Path.of(arguments[0]), Files.readString(Path.of(arguments[1])), Path.of(arguments[2]), options);
        bench.run();
        bench.failures.forEach(failure -> System.err.println("bench: " + failure));
        System.exit(options.containsKey("--check") && !bench.failures.isEmpty() ? 1 : 0);
    }

    private int option(String name) {
        return Integer.parseInt(options.getOrDefault(name, "0"));
    }

    private void run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("curfew-latency");
        try (LocalStack stack =
                LocalStack.start(work.resolve("stack"), EnumSet.of(Part.KAFKA, Part.OPENSEARCH, Part.KEYCLOAK))) {
            String kafka = stack.kafkaBootstrapServers();
            new TopicSetup(new KafkaConnection(Map.of("bootstrap.servers", kafka)), 4, (short) 1).createMissing();
            try (RunningCollector running = RunningCollector.start(stack, collector, work, option("--heap"))) {
                List<Recording> homes = ChaosLoad.homes(folder);
                int sites = sitesFor(homes, option("--rate"));
                running.putPolicy(ChaosLoad.forSites(policy, homes, sites), 0);
                measure(running, kafka, homes, sites);
                new PolicyChanges(running, kafka, work.resolve("second"), sites)
                        .measure(ChaosLoad.forSites(policy, homes, sites), option("--policies"), failures);
            }
        }
        DeletedFolder.delete(work);
    }

    /** How many sites make so many observations a second while it is measured. */
    private int sitesFor(List<Recording> homes, int rate) {
        Town two = town(homes, 2);
        int warmUp = option("--warm-up");
        int seconds = option("--seconds");
        load(warmUp, two::nextSecond);
        load(RESTS * warmUp, two::nextQuietSecond);
        load(option("--settle"), two::nextSecond);
        long observations = load(seconds, two::nextSecond).observations();
        return (int) Math.max(2, Math.round(2.0 * rate * seconds / observations));
    }

    private Town town(List<Recording> homes, int sites) {
        return new Town(homes, Bench.policy(1, policy), sites, DEVICES_A_SITE);
    }

    /** A batch as it goes to Kafka. */
    @SuppressWarnings("ArrayRecordComponent") // lives for a moment, never compared
    private record Ready(String site, byte[] octets) {}

    /** What all sites send, by seconds. */
    private record ReadyLoad(List<List<Ready>> seconds, long observations) {
        long batches() {
            return seconds.stream().mapToLong(List::size).sum();
        }
    }

    private static ReadyLoad load(int seconds, ToLongFunction<Consumer<ObservationBatch>> nextSecond) {
        BatchWriter writer = new BatchWriter();
        List<List<Ready>> load = new ArrayList<>();
        long observations = 0;
        for (int second = 0; second < seconds; second++) {
            List<Ready> sent = new ArrayList<>();
            observations += nextSecond.applyAsLong(
                    batch -> sent.add(new Ready(batch.site().value(), writer.write(batch))));
            load.add(sent);
        }
        return new ReadyLoad(load, observations);
    }

    private void measure(RunningCollector running, String kafka, List<Recording> homes, int sites)
            throws IOException, InterruptedException {
        int seconds = option("--seconds");
        int warmUp = option("--warm-up");
        int settle = option("--settle");
        int rest = RESTS * warmUp;
        Instant begin = Instant.now().plusSeconds(10L + (long) sites * (seconds + settle + warmUp) / 200 + rest);
        Town town = town(
                homes.stream()
                        .map(home -> home.at(begin.minusSeconds(warmUp + rest)))
                        .toList(),
                sites);
        ReadyLoad before = load(warmUp, town::nextSecond);
        ReadyLoad quiet = load(rest, town::nextQuietSecond);
        ReadyLoad settling = load(settle, town::nextSecond);
        ReadyLoad load = load(seconds, town::nextSecond);
        Probes probes = new Probes();
        running.follow(Probes.DEVICE, probes.streamed()::seen);
        AtomicBoolean over = new AtomicBoolean();
        Thread looking = Thread.ofPlatform().name("list").start(() -> look(running, probes, over));
        try (Producer<String, byte[]> producer = producer(kafka);
                GroupProgress progress = new GroupProgress(kafka, "curfew-correlate");
                ViewBacklog backlog = new ViewBacklog(kafka)) {
            warmUp(producer, progress, backlog, before, quiet);
            long wait = Duration.between(Instant.now(), begin).toNanos();
            if (wait < 0) {
                failures.add("the load was made too late by " + -wait / 1_000_000 + " ms");
            }
            LockSupport.parkNanos(wait);
            long start = System.nanoTime() + settle * 1_000_000_000L;
            long worstWhileSettling = send(producer, settling, start - settle * 1_000_000_000L, progress);
            if (settle > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "latency: %d batches behind when it had settled (most %d), at %,.0f observations a second%n",
                        progress.end() - progress.done(),
                        worstWhileSettling,
                        settling.observations() / (double) settle);
            }
            Thread probing = Thread.ofPlatform().name("probes").start(() -> probe(producer, probes, sites, seconds));
            long worstLag = send(producer, load, start, progress);
            double took = (System.nanoTime() - start) / 1e9 - 1;
            long lag = progress.end() - progress.done();
            System.out.println("latency: records that the view does not have yet at the end: " + backlog.now());
            probing.join();
            awaitSeen(probes);
            over.set(true);
            looking.join();
            System.out.printf(
                    Locale.ROOT,
                    "latency: %,.0f observations a second from %d sites for %d s, %d batches behind at the end (most %d, %.1f a"
                            + " second)%n",
                    load.observations() / took,
                    sites,
                    seconds,
                    lag,
                    worstLag,
                    load.batches() / took);
        }
        tell("list of alerts", probes.listed(), probes.count());
        tell("stream of alerts", probes.streamed(), probes.count());
    }

    /** Sends at once what was before, and waits until it is judged. */
    private static void warmUp(
            Producer<String, byte[]> producer,
            GroupProgress progress,
            ViewBacklog backlog,
            ReadyLoad before,
            ReadyLoad quiet)
            throws InterruptedException {
        long start = System.nanoTime();
        for (List<Ready> due : before.seconds()) {
            send(producer, due, start);
        }
        for (List<Ready> due : quiet.seconds()) {
            send(producer, due, start);
        }
        progress.await(before.batches() + quiet.batches(), BETWEEN_LOOKS, () -> {});
        System.out.printf(
                Locale.ROOT,
                "latency: warm after %,d observations in %.1f s; records that the view does not have yet: %s%n",
                before.observations(),
                (System.nanoTime() - start) / 1e9,
                backlog.now());
    }

    /** Sends a load second by second; returns how many batches were behind at most, looked at each five seconds. */
    private static long send(Producer<String, byte[]> producer, ReadyLoad load, long start, GroupProgress progress)
            throws InterruptedException {
        long worst = 0;
        for (int second = 0; second < load.seconds().size(); second++) {
            send(producer, load.seconds().get(second), start + (second + 1) * 1_000_000_000L);
            if (second % 5 == 4) {
                worst = Math.max(worst, progress.end() - progress.done());
            }
        }
        return worst;
    }

    /** Sends what all sites saw in a second, not all at the same moment: evenly over a second from {@code from} on. */
    private static void send(Producer<String, byte[]> producer, List<Ready> due, long from) {
        for (int index = 0; index < due.size(); index++) {
            LockSupport.parkNanos(from + index * 1_000_000_000L / due.size() - System.nanoTime());
            var _ = producer.send(new ProducerRecord<>(
                    Topics.OBSERVATIONS, due.get(index).site(), due.get(index).octets()));
        }
    }

    private void tell(String name, Probes.Sight sight, int count) {
        System.out.printf(
                Locale.ROOT,
                "latency: from packet to the %s: p50 %.2f s, p95 %.2f s, p99 %.2f s, longest %.2f s, of %d, %d never%n",
                name,
                sight.seconds(0.5),
                sight.seconds(0.95),
                sight.seconds(0.99),
                sight.seconds(1),
                count,
                sight.unseen());
        System.out.printf(
                "latency: p50 to the %s in each tenth of the run: %s s%n",
                name,
                Arrays.stream(sight.middleOfParts(TENTHS))
                        .mapToObj(seconds -> String.format(Locale.ROOT, "%.1f", seconds))
                        .collect(Collectors.joining(" ")));
        // Without a probe there is no time: no number, which is not above a bound either.
        if (count == 0 || sight.seconds(0.95) > MOST_SECONDS_P95 || sight.seconds(0.99) > MOST_SECONDS_P99) {
            failures.add("alerts came late to the " + name);
        }
    }

    private static void probe(Producer<String, byte[]> producer, Probes probes, int sites, int seconds) {
        BatchWriter writer = new BatchWriter();
        long begin = System.nanoTime() + UNTIL_LOAD.toNanos();
        long[] sequences = new long[PROBED_SITES];
        long count = Duration.ofSeconds(seconds).minus(UNTIL_LOAD).dividedBy(BETWEEN_PROBES);
        for (long number = 0; number < count; number++) {
            LockSupport.parkNanos(begin + number * BETWEEN_PROBES.toNanos() - System.nanoTime());
            int site = (int) (number % Math.min(PROBED_SITES, sites));
            ObservationBatch batch = probes.next(site, sequences[site]++, Instant.now());
            var _ = producer.send(
                    new ProducerRecord<>(Topics.OBSERVATIONS, batch.site().value(), writer.write(batch)));
        }
    }

    private static void look(RunningCollector running, Probes probes, AtomicBoolean over) {
        try {
            while (!over.get()) {
                JsonNode page = running.get("/api/v1/alerts?kind=rule&limit=50&device=" + Probes.DEVICE);
                page.path("items").forEach(probes.listed()::seen);
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitSeen(Probes probes) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (probes.listed().unseen() + probes.streamed().unseen() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    static Producer<String, byte[]> producer(String kafka) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
