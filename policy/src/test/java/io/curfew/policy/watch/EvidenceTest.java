package io.curfew.policy.watch;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Outcome;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SensorId;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.SeenEnd;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.SeenQuestion;
import io.curfew.policy.alert.Summary;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.dns;
import static io.curfew.policy.watch.Sketch.flow;
import static io.curfew.policy.watch.VacuumHome.CLOUD;
import static io.curfew.policy.watch.VacuumHome.POLICY;
import static io.curfew.policy.watch.VacuumHome.ROUTER;
import static io.curfew.policy.watch.VacuumHome.VACUUM;
import static org.assertj.core.api.Assertions.assertThat;

/** What an alert shows of what was seen. */
final class EvidenceTest {
    private final Watched site = new Watched("lisbon", POLICY);

    @Test
    void theEvidenceIsTheFlowItself() {
        site.see(flow(VACUUM, CLOUD, 443).number(7).start());
        site.see(flow(VACUUM, CLOUD, 443).number(7).outcome(Outcome.RESET).at(NOON.plusSeconds(90)));

        SeenFlow flow =
                Objects.requireNonNull(site.alert("home").evidence().getFirst().flow());
        assertThat(flow.initiator()).isEqualTo(new SeenEnd(VACUUM.mac(), VACUUM.ip(), 50_000));
        assertThat(flow.responder().ip()).isEqualTo(CLOUD.ip());
        assertThat(flow.responder().port()).isEqualTo(443);
        assertThat(flow.transport()).isEqualTo(Transport.TCP);
        assertThat(flow.outcome()).isEqualTo(Outcome.RESET);
    }

    @Test
    void theEvidenceOfAFlowThatWasRejectedSaysByWhichCode() {
        site.see(flow(VACUUM, CLOUD, 443).rejected(13));

        Alert.Evidence evidence = site.alert("home").evidence().getFirst();
        assertThat(evidence.summary()).endsWith(" back, rejected (ICMP code 13)");
        assertThat(Objects.requireNonNull(evidence.flow()).rejectCode()).isEqualTo(13);
    }

    @Test
    void aLogMayTellOfARejectionWithoutItsCode() {
        site.see(flow(VACUUM, CLOUD, 443).outcome(Outcome.REJECTED));

        assertThat(site.alert("home").evidence().getFirst().summary()).endsWith(" back, rejected");
    }

    @Test
    void theEvidenceIsTheQuestionItselfWithAFewOfItsAnswers() {
        Watched watched = new Watched("lisbon", """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                rules: [ { id: names, subject: { any: true }, deny: [ { dns: tracker.example.org } ] } ]
                """);
        String[] chain = {"a.example.net", "b.example.net", "c.example.net", "d.example.net", "e.example.net"};

        watched.see(answer(VACUUM, ROUTER, NOON, "tracker.example.org", "203.0.113.1", chain));

        Alert.Evidence evidence = watched.alert("names").evidence().getFirst();
        SeenQuestion question = Objects.requireNonNull(evidence.question());
        assertThat(question.client().ip()).isEqualTo(VACUUM.ip());
        assertThat(question.name()).isEqualTo(new DomainName("tracker.example.org"));
        assertThat(question.answers()).containsExactly(Arrays.copyOf(chain, 4));
        assertThat(evidence.summary()).contains("for tracker.example.org A: a.example.net");
    }

    @Test
    void anAnswerThatIsCutKeepsItsCharactersWhole() {
        DomainName name = new DomainName("lamp.example.org");
        String text = "x".repeat(254);
        List<DnsObservation.Answer> answers =
                List.of(new DnsObservation.Answer(name, "TXT", text + "\ud83d\udca1", 60));

        SeenQuestion question = SeenQuestion.of(dns(VACUUM, ROUTER, NOON, "lamp.example.org", "NOERROR", answers));

        assertThat(question.answers()).containsExactly(text);
    }

    @Test
    void aLineIsCutHoweverMuchADeviceSays() {
        String much = "x".repeat(100_000);
        SensorId sensor = new SensorId("hall");
        DhcpObservation lease = ack(ROUTER, VACUUM, NOON, much);
        AnnouncementObservation service =
                new AnnouncementObservation(NOON, VACUUM.port(5353), "mdns", much, null, null);
        List<RouterAdvertisementObservation.Prefix> prefixes = Collections.nCopies(
                1_000,
                new RouterAdvertisementObservation.Prefix(
                        IpAddress.parse("2001:db8::"), 64, true, true, Duration.ofHours(1), Duration.ofHours(1)));
        RouterAdvertisementObservation router = new RouterAdvertisementObservation(
                NOON, ROUTER.port(0), List.of(), Duration.ZERO, false, false, prefixes, List.of(), List.of(), null);

        assertThat(List.of(lease, service, router))
                .extracting(said -> Summary.evidence(said, sensor, NOON).summary())
                .allSatisfy(line -> assertThat(line).hasSizeBetween(200, 500));
    }

    @Test
    void aQuestionIsCutHoweverMuchASensorSays() {
        String much = "x".repeat(100_000);

        SeenQuestion question = SeenQuestion.of(dns(VACUUM, ROUTER, NOON, "lamp.example.org", much, List.of()));

        assertThat(question.responseCode()).hasSizeLessThan(100);
    }

    @Test
    void repeatsAreCountedByOutcomeAndShownOnceAMinuteAndWhenTheyGoOtherwise() {
        for (int number = 0; number < 125; number++) {
            site.see(flow(VACUUM, CLOUD, 443)
                    .number(number)
                    .at(NOON.plusSeconds(number))
                    .outcome(number == 100 ? Outcome.CLOSED : Outcome.UNANSWERED));
        }

        Alert alert = site.alert("home");
        assertThat(alert.count()).isEqualTo(125);
        assertThat(alert.outcomes()).isEqualTo(Map.of("closed", 1L, "unanswered", 124L));
        assertThat(alert.first()).isEqualTo(NOON);
        assertThat(alert.last()).isEqualTo(NOON.plusSeconds(124));
        assertThat(alert.evidence().stream()
                        .map(piece -> Duration.between(NOON, piece.at()).toSeconds()))
                .containsExactly(0L, 60L, 100L, 101L);
    }

    @Test
    void ofManyPiecesTheFirstAndTheLatestAreKept() {
        for (int minute = 0; minute < 25; minute++) {
            site.see(flow(VACUUM, CLOUD, 443).number(minute).at(NOON.plus(Duration.ofMinutes(minute))));
        }

        List<Alert.Evidence> evidence = site.alert("home").evidence();
        assertThat(evidence).hasSize(Alert.MOST_EVIDENCE);
        assertThat(evidence.getFirst().at()).isEqualTo(NOON);
        assertThat(evidence.get(1).at()).isEqualTo(NOON.plus(Duration.ofMinutes(16)));
        assertThat(evidence.getLast().at()).isEqualTo(NOON.plus(Duration.ofMinutes(24)));
    }

    @Test
    void aClockThatWasAheadOnceDoesNotHideWhatComes() {
        site.see(flow(VACUUM, CLOUD, 443).number(1).at(NOON.plus(Duration.ofDays(1))));

        site.see(flow(VACUUM, CLOUD, 443).number(2).at(NOON));

        assertThat(site.alert("home").evidence()).hasSize(2);
    }

    @Test
    void aFlowThatEndsOtherwiseThanThoseBeforeIsShownThoughItsBeginningWasNot() {
        for (int number = 0; number < 15; number++) {
            site.see(flow(VACUUM, CLOUD, 443)
                    .number(number)
                    .at(NOON.plusSeconds(number))
                    .outcome(Outcome.UNANSWERED));
        }
        site.see(flow(VACUUM, CLOUD, 443).number(20).at(NOON.plusSeconds(20)).start());
        assertThat(site.alert("home").evidence()).hasSize(1);

        site.see(flow(VACUUM, CLOUD, 443).number(20).at(NOON.plusSeconds(21)).outcome(Outcome.CLOSED));

        Alert.Evidence latest = site.alert("home").evidence().getLast();
        assertThat(latest.at()).isEqualTo(NOON.plusSeconds(20));
        assertThat(Objects.requireNonNull(latest.flow()).outcome()).isEqualTo(Outcome.CLOSED);
    }
}
