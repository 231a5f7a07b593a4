package io.curfew.collector.correlate;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.events.wire.BatchWriter;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many observations a CPU second one task takes, from protobuf to findings, without Kafka. To be run by hand:
 *
 * <pre>{@code
 * ./mvnw -pl collector -am test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.curfew.collector.correlate.Throughput
 * }</pre>
 */
final class Throughput {
    private static final int DEVICES = 60;
    private static final int PEERS = 2_000;
    private static final int BATCHES = 100;
    private static final int ROUNDS = 6;

    private Throughput() {}

    public static void main(String[] arguments) throws IOException {
        Path state = Files.createTempDirectory("throughput");
        try (Bench bench = new Bench(state)) {
            bench.rule(1, Seen.THINGS_STAY_HOME);
            for (int round = 0; round < ROUNDS; round++) {
                round(bench, round);
            }
        }
    }

    private static void round(Bench bench, int round) {
        Bench.Volume volume = new Bench.Volume(0, 0, 0, 0);
        long nanos = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            byte[] value = new BatchWriter().write(batch(round * BATCHES + batch));
            long start = cpuNanos();
            bench.take("lisbon", value);
            nanos += cpuNanos() - start;
            volume = volume.plus(bench.volume());
        }
        System.out.printf(
                "%,.0f observations a CPU second, %s%n",
                BATCHES * ObservationBatch.MOST_OBSERVATIONS / (nanos / 1e9), volume);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Half of it flows, half of it questions, by many devices with many peers, 1 s of a busy site. */
    private static ObservationBatch batch(int sequence) {
        Instant at = Seen.NOON.plusSeconds(sequence);
        List<Observation> seen = new ArrayList<>();
        for (int index = 0; index < ObservationBatch.MOST_OBSERVATIONS; index += 2) {
            int number = sequence * ObservationBatch.MOST_OBSERVATIONS + index;
            int device = number / 2 % DEVICES;
            int peer = number / 2 * 31 % PEERS;
            seen.add(question(at, device, peer));
            seen.add(call(at, device, peer, number));
        }
        return Seen.batch(Seen.LISBON, sequence, seen.toArray(Observation[]::new));
    }

    private static Endpoint device(int device, int port) {
        return new Endpoint(new MacAddress(0x02_00_00_00_01_00L + device), IpAddress.v4(0xc0_00_02_02 + device), port);
    }

    private static IpAddress address(int peer) {
        return IpAddress.v4(0xcb_00_71_00 + peer);
    }

    private static DomainName name(int peer) {
        return new DomainName("host-" + peer + ".example.org");
    }

    private static Observation question(Instant at, int device, int peer) {
        return new DnsObservation(
                at,
                device(device, 40_000),
                new Endpoint(Seen.ROUTER_MAC, Seen.ROUTER, 53),
                Transport.UDP,
                List.of(),
                7,
                name(peer),
                "A",
                "NOERROR",
                List.of(new DnsObservation.Answer(name(peer), "A", address(peer).toString(), 300)),
                Duration.ofMillis(3),
                false);
    }

    private static Observation call(Instant at, int device, int peer, long number) {
        return new FlowObservation(
                at,
                number,
                FlowObservation.Phase.END,
                device(device, 50_000),
                new Endpoint(Seen.ROUTER_MAC, address(peer), 443),
                true,
                List.of(),
                Transport.TCP,
                1_000,
                10,
                2_000,
                12,
                at.minusSeconds(1),
                at,
                Outcome.CLOSED,
                null,
                name(peer),
                "tls",
                "1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
                null);
    }
}
