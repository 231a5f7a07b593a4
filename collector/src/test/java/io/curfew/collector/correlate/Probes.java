package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.load.Town;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.Transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Forbidden flows, each to a peer of its own, and how long each takes from its packet until somebody sees it. */
final class Probes {
    /** The device that does it, the same at every site. */
    static final String DEVICE = "02-00-00-99-00-01";

    /** How often a sensor sends what it has seen. */
    private static final Duration SENSOR_PAUSE = Duration.ofMillis(500);

    /** 198.18.0.0/15 is kept for measurements. */
    private static final int PEERS = 198 << 24 | 18 << 16;

    private static final MacAddress MAC = MacAddress.parse("02:00:00:99:00:01");
    private static final IpAddress IP = IpAddress.parse("192.168.30.199");
    private static final MacAddress ROUTER = MacAddress.parse("02:00:00:10:00:01");

    private final Random random = new Random(7);
    /** By their peers, in the order in which they were sent. */
    private final Map<String, Instant> sent = Collections.synchronizedMap(new LinkedHashMap<>());

    private final Sight listed = new Sight();
    private final Sight streamed = new Sight();
    private int made;

    /** One more at a site, sent now: its packet passed while the sensor gathered. */
    ObservationBatch next(int site, long sequence, Instant now) {
        made++;
        Instant at = now.minusNanos((long) (random.nextDouble() * SENSOR_PAUSE.toNanos()));
        IpAddress peer = IpAddress.v4(PEERS + made);
        sent.put(peer.toString(), at);
        FlowObservation flow = new FlowObservation(
                at,
                made,
                FlowObservation.Phase.START,
                new Endpoint(MAC, IP, 50_000),
                new Endpoint(ROUTER, peer, 443),
                true,
                List.of(),
                Transport.TCP,
                60,
                1,
                0,
                0,
                at,
                at,
                null,
                null,
                null,
                null,
                "1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
                null);
        return new ObservationBatch(
                Town.site(site), new SensorId("probe"), "2026-11-26T00:00:00Z", sequence, List.of(flow));
    }

    /** As the list of alerts shows them. */
    Sight listed() {
        return listed;
    }

    /** As the stream of alerts shows them. */
    Sight streamed() {
        return streamed;
    }

    int count() {
        return made;
    }

    /** One way to see alerts. */
    final class Sight {
        private final Map<String, Long> seenMillis = new ConcurrentHashMap<>();

        void seen(JsonNode alert) {
            String peer = alert.path("peer").path("ip").asText();
            Instant at = sent.get(peer);
            if (at != null) {
                seenMillis.computeIfAbsent(
                        peer, _ -> Duration.between(at, Instant.now()).toMillis());
            }
        }

        int unseen() {
            return sent.size() - seenMillis.size();
        }

        /** The time within which such a part of all was seen; longer than anything when it was not. */
        double seconds(double part) {
            return quantile(all(), part);
        }

        /** The middle of those that were sent in each of so many equal parts of the run, in seconds. */
        double[] middleOfParts(int parts) {
            double[] all = all();
            return IntStream.range(0, parts)
                    .mapToDouble(part -> quantile(
                            Arrays.copyOfRange(all, all.length * part / parts, all.length * (part + 1) / parts), 0.5))
                    .toArray();
        }

        /** How long each took, in seconds, in the order in which they were sent. */
        private double[] all() {
            return List.copyOf(sent.keySet()).stream()
                    .mapToDouble(peer ->
                            seenMillis.containsKey(peer) ? seenMillis.get(peer) / 1e3 : Double.POSITIVE_INFINITY)
                    .toArray();
        }

        private static double quantile(double[] seconds, double part) {
            double[] sorted = Arrays.stream(seconds).sorted().toArray();
            return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(part * sorted.length) - 1];
        }
    }
}
