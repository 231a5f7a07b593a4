package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Transport;
import io.curfew.policy.DeviceId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Verdict;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Verdict ALLOWED = new Verdict.Allowed("things-stay-home");

    @Test
    void aBatchIsOneValueWithItsNumbers() throws IOException {
        ObservationBatch batch = Seen.batch(Seen.LISBON, 7, Seen.question(Seen.NOON));

        JsonNode value = MAPPER.readTree(
                new TrafficJson().values(batch, 3, judged(batch, ALLOWED)).getFirst());

        assertThat(value.path("site").asText()).isEqualTo("lisbon");
        assertThat(value.path("sensor").asText()).isEqualTo("attic");
        assertThat(value.path("run").asText()).isEqualTo(Seen.RUN);
        assertThat(value.path("sequence").asLong()).isEqualTo(7);
        assertThat(value.path("policy").asLong()).isEqualTo(3);
        assertThat(value.path("first").asInt()).isZero();
        assertThat(value.path("observations")).hasSize(1);
    }

    @Test
    void whatWasFoundOutStandsUnderCurfew() throws IOException {
        ObservationBatch batch = Seen.batch(Seen.LISBON, 0, Seen.call(Seen.NOON, 1));
        Verdict violation = new Verdict.Violation("things-stay-home", Severity.HIGH, null, "nothing allows it", 4);

        JsonNode value = MAPPER.readTree(
                new TrafficJson().values(batch, 3, judged(batch, violation)).getFirst());

        JsonNode found = value.at("/observations/0/curfew");
        assertThat(found.path("device").asText()).isEqualTo("vacuum");
        assertThat(found.path("zone").asText()).isEqualTo("things");
        assertThat(found.path("responder_device").isMissingNode()).isTrue();
        assertThat(found.path("peer")).isEqualTo(MAPPER.readTree("""
                {"ip": "203.0.113.7", "name": "ot.example.org", "name_source": "answer-to-device"}
                """));
        assertThat(found.path("verdict")).isEqualTo(MAPPER.readTree("""
                {"result": "violation", "rule": "things-stay-home", "severity": "high", "why": "nothing allows it",
                 "policy_version": 4}
                """));
    }

    @Test
    void whatCouldNotBeJudgedIsToldBesideWhatIsAllowed() throws IOException {
        ObservationBatch batch = Seen.batch(Seen.LISBON, 0, Seen.call(Seen.NOON, 1));
        Verdict allowed = new Verdict.Allowed("things-stay-home", "an entry cannot be judged");

        JsonNode value = MAPPER.readTree(
                new TrafficJson().values(batch, 3, judged(batch, allowed)).getFirst());

        assertThat(value.at("/observations/0/curfew/verdict")).isEqualTo(MAPPER.readTree("""
                {"result": "allowed", "rule": "things-stay-home", "why": "an entry cannot be judged"}
                """));
    }

    @Test
    void aBatchThatIsTooLargeBecomesSeveralValuesThatGoOnCounting() throws IOException {
        Observation large = largeAnswer();
        ObservationBatch batch =
                new ObservationBatch(Seen.LISBON, Seen.ATTIC, Seen.RUN, 0, Collections.nCopies(100, large));

        List<byte[]> values = new TrafficJson().values(batch, 3, judged(batch, ALLOWED));

        assertThat(values)
                .hasSizeGreaterThan(1)
                .allSatisfy(value -> assertThat(value).hasSizeLessThan(1024 * 1024));
        int next = 0;
        for (byte[] value : values) {
            JsonNode part = MAPPER.readTree(value);
            assertThat(part.path("first").asInt()).isEqualTo(next);
            next += part.path("observations").size();
        }
        assertThat(next).isEqualTo(100);
    }

    private static Observation largeAnswer() {
        DomainName name = new DomainName("text.example.org");
        return new DnsObservation(
                Seen.NOON,
                new Endpoint(null, Seen.VACUUM, 40_000),
                new Endpoint(null, Seen.ROUTER, 53),
                Transport.TCP,
                List.of(),
                1,
                name,
                "TXT",
                "NOERROR",
                List.of(new DnsObservation.Answer(name, "TXT", "x".repeat(60_000), 60)),
                null,
                false);
    }

    private static List<JudgedObservation> judged(ObservationBatch batch, Verdict verdict) {
        Peer cloud = new Peer(Seen.CLOUD, Seen.CLOUD_NAME, Peer.NameSource.ANSWER_TO_DEVICE);
        return batch.observations().stream()
                .map(observation ->
                        new JudgedObservation(observation, new DeviceId("vacuum"), "things", null, cloud, verdict))
                .toList();
    }
}
