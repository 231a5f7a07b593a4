package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.policy.Alert;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Devices that hammer whom they do not reach. */
final class RetryStormTest {
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.10");
    private static final Host GUEST = Host.of("02:00:00:00:00:99", "192.0.2.130");

    private static final String SITE = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                controllers: [hass]
                zones:
                  - { id: things, subnets: [192.0.2.0/26] }
                  - { id: guest,  subnets: [192.0.2.128/26] }
            devices:
              - { id: hass, mac: "02:00:00:00:00:10" }
              - { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum }
            rules:
              - { id: r, subject: { zones: [things, guest] }, allow: [ { to: controllers } ] }
            """;

    private final Watched site = new Watched("lisbon", SITE);
    private long number;

    private void fail(Host from, Host to, Outcome outcome, Duration at, Duration lasting) {
        site.see(flow(from, to, 443)
                .number(++number)
                .outcome(outcome)
                .at(NOON.plus(at).plus(lasting))
                .lasting(lasting));
    }

    private void hammer(Host from, Host to, Outcome outcome, int tries, Duration step, Duration lasting) {
        for (int index = 0; index < tries; index++) {
            fail(from, to, outcome, step.multipliedBy(index), lasting);
        }
    }

    @Test
    void aDeviceThatHammersADroppedPeerSeesSilence() {
        hammer(VACUUM, CLOUD, Outcome.UNANSWERED, 30, Duration.ofMillis(500), Duration.ofSeconds(1));

        Alert alert = site.alert("retry-storm");
        assertThat(alert.what())
                .contains("Robot vacuum keeps trying 203.0.113.9 by https")
                .contains("30 tries in 14 seconds, now about 120 a minute")
                .contains("each 0.50 seconds and does not back off")
                .contains("sees silence")
                .contains("3 to 7 tries open at once");
        assertThat(alert.advice())
                .contains("from drop to a rate-limited reject", "instead of up to 7 held open together");
        assertThat(alert.evidence()).hasSize(1);
    }

    @Test
    void aDeviceThatHammersARejectedPeerSeesRefusal() {
        hammer(VACUUM, CLOUD, Outcome.REJECTED, 30, Duration.ofMillis(500), Duration.ZERO);

        Alert alert = site.alert("retry-storm");
        assertThat(alert.what())
                .contains("sees refusal: it is rejected on the way (ICMP unreachable)", "holds no connection");
        assertThat(alert.advice()).contains("Limit the rejects", "change to drop");
    }

    @Test
    void aRefusalIsToldFromARejection() {
        hammer(VACUUM, CLOUD, Outcome.REFUSED, 30, Duration.ofSeconds(1), Duration.ZERO);

        assertThat(site.alert("retry-storm").what()).contains("refused by the other side (TCP reset)");
    }

    @Test
    void whatADeviceSeesIsWhatItSeesOfItsLatestTries() {
        Duration at = Duration.ZERO;
        for (int index = 0; index < 360; index++) {
            fail(VACUUM, CLOUD, Outcome.UNANSWERED, at, Duration.ZERO);
            at = at.plusSeconds(5);
        }
        assertThat(site.alert("retry-storm").advice()).contains("from drop to a rate-limited reject");

        for (int index = 0; index < 60; index++) {
            fail(VACUUM, CLOUD, Outcome.REFUSED, at, Duration.ZERO);
            at = at.plusSeconds(5);
        }

        Alert alert = site.alert("retry-storm");
        assertThat(alert.what()).contains("sees refusal: it is refused by the other side (TCP reset)");
        assertThat(alert.advice()).contains("Limit the rejects", "change to drop");
    }

    @Test
    void someTriesThatAreRejectedAmongSilentOnesAreCountedOfTheLatest() {
        Duration at = Duration.ZERO;
        for (int index = 0; index < 60; index++) {
            fail(VACUUM, CLOUD, index % 4 == 0 ? Outcome.REJECTED : Outcome.UNANSWERED, at, Duration.ZERO);
            at = at.plusSeconds(1);
        }

        Alert alert = site.alert("retry-storm");
        assertThat(alert.what())
                .contains("of the latest 40 it was rejected on the way (ICMP unreachable) 10 times")
                .contains("heard nothing 30 times");
        assertThat(alert.advice()).contains("reject with a reset instead");
    }

    /**
     * Tells tries as sensors do: one that is rejected 5 seconds after it began, one that nothing answers after a
     * minute. Returns what the alert said after each.
     */
    private List<String> tellAsSensorsDo(int tries, Duration step, IntFunction<Outcome> outcomes) {
        List<Sketch.Flow> told = new ArrayList<>();
        for (int index = 0; index < tries; index++) {
            Outcome outcome = outcomes.apply(index);
            Duration lag = Duration.ofSeconds(outcome == Outcome.UNANSWERED ? 60 : 5);
            told.add(flow(VACUUM, CLOUD, 443)
                    .number(++number)
                    .outcome(outcome)
                    .over(lag)
                    .at(NOON.plus(step.multipliedBy(index)).plus(lag)));
        }
        told.sort(Comparator.comparing(each -> each.draw().at()));
        List<String> said = new ArrayList<>();
        for (Sketch.Flow each : told) {
            site.see(each);
            site.alerts("retry-storm").forEach(alert -> said.add(alert.what()));
        }
        return said;
    }

    @Test
    void theSilentTriesThatAreToldLastHideNoRejectionsOfTheSameTime() {
        var _ = tellAsSensorsDo(
                400, Duration.ofMillis(125), index -> index % 8 == 0 ? Outcome.REJECTED : Outcome.UNANSWERED);

        Alert alert = site.alert("retry-storm");
        assertThat(alert.what()).contains("refusal for some tries and silence for the others");
        assertThat(alert.advice()).contains("reject with a reset instead");
    }

    @Test
    void aChangeFromDropToResetDoesNotLookLikeBackingOff() {
        List<String> said = tellAsSensorsDo(
                1_440, Duration.ofMillis(250), index -> index < 720 ? Outcome.UNANSWERED : Outcome.REFUSED);

        assertThat(said).noneMatch(what -> what.contains("slower") || what.contains("faster"));
        assertThat(said).first().asString().contains("sees silence", "about 240 a minute");
        assertThat(said).last().asString().contains("sees refusal", "about 240 a minute");
    }

    @Test
    void whatIsKnownToStopWithoutThePeerIsSaidFirst() {
        site.see(answer(VACUUM, ROUTER, NOON, "ot.io.mi.com", "203.0.113.9"));

        hammer(VACUUM, CLOUD, Outcome.UNANSWERED, 30, Duration.ofMillis(500), Duration.ofSeconds(1));

        assertThat(site.alert("retry-storm").advice()).startsWith("Without ot.io.mi.com, ");
    }

    @Test
    void burstsThatComeEvenlyAreNoBackingOff() {
        List<String> said = new ArrayList<>();
        for (int burst = 0; burst < 10; burst++) {
            for (int index = 0; index < 20; index++) {
                fail(VACUUM, CLOUD, Outcome.REFUSED, Duration.ofMinutes(burst).plusMillis(10L * index), Duration.ZERO);
            }
            site.alerts("retry-storm").forEach(alert -> said.add(alert.what()));
        }

        assertThat(said).isNotEmpty().allMatch(what -> what.contains("does not back off"));
        assertThat(said).last().asString().contains("now about 20 a minute. It tries each 3 seconds");
    }

    @ParameterizedTest
    @CsvSource({
        "20, 10, 60000, 9900, 20, 3 seconds",
        "20, 150, 61000, 0, 20, 3.1 seconds",
        "20, 150, 63700, 0, 19, 3.2 seconds",
        "10, 300, 33300, 0, 18, 3.3 seconds",
        "60, 10, 61300, 0, 59, 1 second",
        "40, 100, 61300, 0, 39, 1.5 seconds",
    })
    void evenBurstsOfSecondsAreNoChangeOfThePaceWhereverTheyFall(
            int tries, long stepMillis, long periodMillis, long offsetMillis, int eachMinute, String each) {
        List<String> said = new ArrayList<>();
        for (int burst = 0; burst < 60; burst++) {
            for (int index = 0; index < tries; index++) {
                Duration at = Duration.ofMillis(offsetMillis + burst * periodMillis + stepMillis * index);
                fail(VACUUM, CLOUD, Outcome.REFUSED, at, Duration.ZERO);
            }
            site.alerts("retry-storm").forEach(alert -> said.add(alert.what()));
        }

        assertThat(said).isNotEmpty().allMatch(what -> what.contains("does not back off"));
        assertThat(said).last().asString().contains("now about " + eachMinute + " a minute. It tries each " + each);
    }

    @Test
    void theFirstStormAfterALongPauseGoesByItself() {
        hammer(VACUUM, CLOUD, Outcome.REFUSED, 20, Duration.ofSeconds(1), Duration.ZERO);
        for (int index = 0; index < 60; index++) {
            fail(VACUUM, CLOUD, Outcome.REFUSED, Duration.ofHours(8).plusSeconds(index), Duration.ZERO);
        }

        assertThat(site.alert("retry-storm").what()).contains("now about 60 a minute", "does not back off");
    }

    @Test
    void aDeviceThatBacksOffIsSaidTo() {
        Duration at = Duration.ZERO;
        for (int index = 0; index < 30; index++) {
            fail(VACUUM, CLOUD, Outcome.UNANSWERED, at, Duration.ZERO);
            at = at.plusMillis(500L * index);
        }

        assertThat(site.alert("retry-storm").what()).contains("slower and slower: it backs off from");
    }

    @Test
    void aStormIsToldAgainAfterAsManyTries() {
        hammer(VACUUM, CLOUD, Outcome.UNANSWERED, 59, Duration.ofSeconds(1), Duration.ZERO);
        assertThat(site.alert("retry-storm").count()).isEqualTo(1);

        fail(VACUUM, CLOUD, Outcome.UNANSWERED, Duration.ofSeconds(59), Duration.ZERO);
        assertThat(site.alert("retry-storm").count()).isEqualTo(2);
        assertThat(site.alert("retry-storm").what()).contains("60 tries");
    }

    @Test
    void fewTriesSlowTriesAndTriesThatGetThroughAreNoStorm() {
        hammer(VACUUM, CLOUD, Outcome.UNANSWERED, 29, Duration.ofSeconds(1), Duration.ZERO);
        hammer(GUEST, CLOUD, Outcome.UNANSWERED, 100, Duration.ofSeconds(11), Duration.ZERO);
        assertThat(site.alerts("retry-storm")).isEmpty();

        fail(VACUUM, CLOUD, Outcome.CLOSED, Duration.ofSeconds(30), Duration.ZERO);
        hammer(VACUUM, CLOUD, Outcome.UNANSWERED, 29, Duration.ofSeconds(1), Duration.ZERO);
        assertThat(site.alerts("retry-storm")).isEmpty();
    }

    @Test
    void aBurstAndACallToAllAreNoStorm() {
        hammer(VACUUM, CLOUD, Outcome.REJECTED, 100, Duration.ofMillis(50), Duration.ZERO);
        hammer(VACUUM, Host.of("192.168.7.255"), Outcome.UNANSWERED, 100, Duration.ofSeconds(1), Duration.ZERO);

        assertThat(site.alerts("retry-storm")).isEmpty();
    }

    @Test
    void aNeighbourThatARuleAllowsMayBeAwayForAWhile() {
        hammer(VACUUM, HASS, Outcome.UNANSWERED, 100, Duration.ofSeconds(1), Duration.ZERO);

        assertThat(site.alerts("retry-storm")).isEmpty();
    }

    @Test
    void aControllerMayLookForADeviceThatDoesNotAnswer() {
        hammer(HASS, VACUUM, Outcome.UNANSWERED, 100, Duration.ofSeconds(1), Duration.ZERO);

        assertThat(site.alerts("retry-storm")).isEmpty();
    }

    @Test
    void eachPacketWithoutAConnectionIsATry() {
        Sketch.Flow shouting = flow(VACUUM, CLOUD, 8_053).udp().number(1).outcome(Outcome.UNANSWERED);

        site.see(shouting.update()
                .outcome(Outcome.UNANSWERED)
                .sending(2_900, 29)
                .lasting(Duration.ofSeconds(56))
                .at(NOON));
        assertThat(site.alerts("retry-storm")).isEmpty();

        site.see(shouting.sending(6_000, 60).lasting(Duration.ofSeconds(118)).at(NOON.plusSeconds(62)));
        assertThat(site.alert("retry-storm").what()).contains("60 tries in", "each 2 seconds");
    }

    @ParameterizedTest
    @CsvSource({"things,10,1", "guest,10,0", "things,12,0"})
    void howManyTriesAreAStormIsTunedByZone(String zone, int tries, int alerts) {
        Watched tuned = new Watched(
                "lisbon",
                SITE,
                "detections: [ { id: retry-storm, subject: { zones: " + zone + " },",
                "  thresholds: { tries: " + tries + ", window: 20s } } ]");
        Instant at = NOON;
        for (int index = 0; index < 11; index++) {
            at = at.plusSeconds(1);
            tuned.see(flow(VACUUM, CLOUD, 443)
                    .number(index)
                    .outcome(Outcome.UNANSWERED)
                    .at(at));
        }

        assertThat(tuned.alerts("retry-storm")).hasSize(alerts);
    }
}
