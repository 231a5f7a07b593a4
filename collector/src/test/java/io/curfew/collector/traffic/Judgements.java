package io.curfew.collector.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;
import io.curfew.events.Transport;
import io.curfew.policy.DeviceId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Questions of a vacuum as they were judged. */
final class Judgements {
    static final long POLICY = 3;

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final DomainName CLOUD = new DomainName("ot.example.org");
    private static final Peer PEER = new Peer(IpAddress.parse("203.0.113.7"), CLOUD, Peer.NameSource.ANSWER_TO_DEVICE);

    private Judgements() {}

    /** All of a batch. */
    static JudgedBatch batch(JudgedObservation... judged) {
        return new JudgedBatch(
                new ObservationBatch(
                        new SiteId("lisbon"),
                        new SensorId("attic"),
                        "r",
                        7,
                        Stream.of(judged).map(JudgedObservation::observation).toList()),
                0,
                POLICY,
                List.of(judged));
    }

    /** What is kept of a batch. */
    static List<JsonNode> documents(JudgedBatch batch) {
        return new TrafficJson()
                .documents(batch).stream()
                        .map(document -> StandardCharsets.UTF_8.decode(document).toString())
                        .map(Judgements::read)
                        .toList();
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    static JudgedObservation question(Verdict verdict) {
        return judged(question("203.0.113.7"), PEER, verdict);
    }

    /** A question of which nothing was found out. */
    static JudgedObservation unknown() {
        return new JudgedObservation(question("203.0.113.7"), null, null, null, null, new Verdict.Unjudged());
    }

    /** A question with that answer, and a peer without a name. */
    static JudgedObservation answered(String answer) {
        return judged(question(answer), Peer.of(IpAddress.parse("2001:db8::7")), new Verdict.Allowed(null));
    }

    /** What a sensor said of itself. */
    static JudgedObservation status() {
        StatusObservation status = new StatusObservation(
                NOON,
                "1.2",
                NOON,
                0,
                0,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                0,
                List.of(),
                List.of(),
                StatusObservation.Accounts.CLEAR);
        return new JudgedObservation(status, null, null, null, null, new Verdict.Unjudged());
    }

    private static JudgedObservation judged(DnsObservation question, Peer peer, Verdict verdict) {
        return new JudgedObservation(question, new DeviceId("vacuum"), "things", null, peer, verdict);
    }

    private static DnsObservation question(String answer) {
        return new DnsObservation(
                NOON,
                new Endpoint(null, IpAddress.parse("192.0.2.21"), 40_000),
                new Endpoint(null, IpAddress.parse("192.0.2.1"), 53),
                Transport.TCP,
                List.of(),
                1,
                CLOUD,
                "TXT",
                "NOERROR",
                List.of(new DnsObservation.Answer(CLOUD, "TXT", answer, 60)),
                null,
                false);
    }
}
