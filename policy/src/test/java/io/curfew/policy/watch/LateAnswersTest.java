package io.curfew.policy.watch;

import io.curfew.policy.Alert;
import io.curfew.policy.Alert.State;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers in the log of another sensor that are read after the flow was told. */
final class LateAnswersTest {
    private static final Instant BEGUN = NOON.plusSeconds(60);
    private static final Host LOGGED_SERVER = Host.of("0.0.0.0");

    private final Watched site = new Watched(
            "lisbon",
            VacuumHome.POLICY.replace(
                    "{ service: dns, to: resolvers }", "{ service: dns, to: resolvers }, { to: cloud.example.org }"));
    private int flows;

    @Test
    void whatAnAnswerOfBeforeAllowsIsOverWhenTheAnswerIsRead() {
        contact(BEGUN);
        State before = site.alert("home").state();

        read("cloud.example.org", BEGUN.minusSeconds(1));

        assertThat(before).isEqualTo(State.OPEN);
        assertThat(why("home"))
                .isEqualTo("An answer of before it, which was read late, has the address called cloud.example.org:"
                        + " the policy allows it by the rule \"home\".");
        assertThat(why("hard-coded-address"))
                .isEqualTo("An answer of before it, which was read late, has the address called cloud.example.org.");
    }

    @ParameterizedTest
    @CsvSource({"other.example.org, -1, OPEN, RESOLVED", "cloud.example.org, 1, OPEN, OPEN"})
    void whatTheAnswerDoesNotExcuseStaysOpen(String name, int seconds, State ofRule, State ofDetection) {
        contact(BEGUN);

        read(name, BEGUN.plusSeconds(seconds));

        assertThat(site.alert("home").state()).isEqualTo(ofRule);
        assertThat(site.alert("hard-coded-address").state()).isEqualTo(ofDetection);
    }

    @Test
    void whatHappenedBeforeTheAnswerTooStaysOpen() {
        contact(BEGUN);
        contact(BEGUN.plusSeconds(120));

        read("cloud.example.org", BEGUN.plusSeconds(60));

        assertThat(site.alerts()).extracting(Alert::state).containsOnly(State.OPEN);
    }

    @Test
    void whatAnotherDeviceWasAnsweredIsNotTheAnswer() {
        contact(BEGUN);

        Host other = Host.of("02:00:00:00:00:22", "192.0.2.22");
        site.see("segment", arp(other, NOON));
        site.see("dns-log", answer(other.unframed(), LOGGED_SERVER, NOON, "cloud.example.org", "203.0.113.9"));

        assertThat(site.alert("home").state()).isEqualTo(State.OPEN);
    }

    private void contact(Instant at) {
        site.see("segment", arp(VACUUM, NOON));
        site.see("segment", flow(VACUUM, CLOUD, 443).number(++flows).at(at).draw());
    }

    private void read(String name, Instant at) {
        site.see("dns-log", answer(VACUUM.unframed(), LOGGED_SERVER, at, name, "203.0.113.9"));
        site.see(
                "segment",
                flow(VACUUM, ROUTER, 53)
                        .number(++flows)
                        .udp()
                        .at(BEGUN.plusSeconds(300))
                        .draw());
    }

    private String why(String origin) {
        Alert alert = site.alert(origin);
        assertThat(alert.state()).isEqualTo(State.RESOLVED);
        return alert.standing().notes().getLast().text();
    }
}
