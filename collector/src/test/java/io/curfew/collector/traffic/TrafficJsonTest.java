package io.curfew.collector.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Severity;
import io.curfew.policy.Verdict;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonNode document(JudgedObservation judged) {
        return Judgements.documents(Judgements.batch(judged)).getFirst();
    }

    @Test
    void anObservationIsKnownByWhereItCameFrom() {
        JsonNode document = document(Judgements.question(new Verdict.Allowed("things-stay-home")));

        assertThat(document.at("/curfew/id").asText()).isEqualTo("lisbon/attic/r/7/0");
        assertThat(document.at("/curfew/site").asText()).isEqualTo("lisbon");
        assertThat(document.at("/observer/name").asText()).isEqualTo("attic");
    }

    @Test
    void theStatusOfASensorIsCountedUnderItsName() {
        JsonNode document = document(Judgements.status());

        assertThat(document.at("/curfew/sensor").asText()).isEqualTo("attic");
    }

    @Test
    void eachObservationOfABatchIsADocumentOfItsOwn() {
        List<JsonNode> documents = Judgements.documents(Judgements.batch(
                Judgements.question(new Verdict.Unjudged()), Judgements.unknown(), Judgements.answered("\n")));

        assertThat(documents)
                .extracting(document -> document.at("/curfew/id").asText())
                .containsExactly("lisbon/attic/r/7/0", "lisbon/attic/r/7/1", "lisbon/attic/r/7/2");
    }

    @Test
    void aDocumentHasNoLineBreak() {
        for (ByteBuffer document : new TrafficJson().documents(Judgements.batch(Judgements.answered("one\ntwo\r")))) {
            assertThat(StandardCharsets.UTF_8.decode(document).toString()).doesNotContain("\n", "\r");
        }
    }

    @Test
    void whatWasFoundOutStandsUnderCurfew() throws IOException {
        Verdict violation = new Verdict.Violation("things-stay-home", Severity.HIGH, null, "nothing allows it", 4);

        JsonNode found = document(Judgements.question(violation)).path("curfew");

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
        Verdict allowed = new Verdict.Allowed("things-stay-home", "an entry cannot be judged");

        JsonNode found = document(Judgements.question(allowed)).path("curfew");

        assertThat(found.path("verdict")).isEqualTo(MAPPER.readTree("""
                {"result": "allowed", "rule": "things-stay-home", "why": "an entry cannot be judged"}
                """));
    }
}
