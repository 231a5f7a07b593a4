package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.Transport;
import io.curfew.events.wire.BatchWriter;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.as;

/** What happens at the sites of the tests, as their sensors say it on Kafka. */
final class Lisbon {
    static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                name: Home in Lisbon
                resolvers: [192.0.2.1]
                zones:
                  - { id: things, subnets: [192.0.2.0/26], vlans: [30] }
              - id: porto
                name: Shop in Porto
                resolvers: [192.0.2.1]
                zones:
                  - { id: things, subnets: [192.0.2.0/26], vlans: [30] }
            devices:
              - { id: camera, site: lisbon, mac: "02:00:00:00:00:21", name: Hall camera }
              - { id: till, site: porto, mac: "02:00:00:00:00:22", name: Till }
            rules:
              - id: things-stay-home
                subject: { zones: [things] }
                allow:
                  - { service: dns, to: resolvers }
                severity: high
            """;

    static final String CAMERA_MAC = "02:00:00:00:00:21";
    static final String TILL_MAC = "02:00:00:00:00:22";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Lisbon() {}

    /** Waits until the collector is ready, and puts {@link #POLICY} in force if it is not. */
    static void putPolicyInForce() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        Response policy = as(ADA).get("/api/v1/policy");
        if (!POLICY.equals(policy.path("text"))) {
            as(ADA).header("If-Match", policy.header("ETag"))
                    .contentType(ContentType.JSON)
                    .body(Map.of("text", POLICY))
                    .put("/api/v1/policy")
                    .then()
                    .statusCode(200);
        }
    }

    /** Waits until a person sees an alert of a rule that mentions a peer. */
    static String awaitAlert(String person, String peer) {
        return Awaitility.await().atMost(PATIENCE).until(() -> alertAbout(person, peer), id -> !id.isEmpty());
    }

    private static String alertAbout(String person, String peer) {
        List<String> ids = as(person)
                .queryParam("q", peer)
                .queryParam("kind", "rule")
                .get("/api/v1/alerts")
                .path("items.id");
        return ids == null || ids.isEmpty() ? "" : ids.getFirst();
    }

    /** A device of the site talks to somebody on the internet, whom the policy does not allow. */
    static void phonesHome(String site, String mac, IpAddress peer) throws Exception {
        phonesHome(site, mac, peer, "cloud.example.org");
    }

    /** The same, with somebody of this name: another name is another matter. */
    static void phonesHome(String site, String mac, IpAddress peer, String name) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        FlowObservation flow = new FlowObservation(
                now,
                1,
                FlowObservation.Phase.END,
                new Endpoint(MacAddress.parse(mac), IpAddress.parse("192.0.2.21"), 40_000),
                new Endpoint(MacAddress.parse("02:00:00:00:00:01"), peer, 443),
                true,
                List.of(),
                Transport.TCP,
                1_200,
                8,
                900,
                6,
                now.minusSeconds(2),
                now,
                Outcome.CLOSED,
                null,
                new DomainName(name),
                "tls",
                "1:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                null);
        ObservationBatch batch = new ObservationBatch(
                new SiteId(site), new SensorId("hall"), UUID.randomUUID().toString(), 0, List.of(flow));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", RealServers.stack().kafkaBootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.OBSERVATIONS, site, new BatchWriter().write(batch)))
                    .get();
        }
    }
}
