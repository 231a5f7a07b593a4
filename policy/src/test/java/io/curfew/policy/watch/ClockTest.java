package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.policy.Alert;
import io.curfew.policy.Standing;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.PolicyChanges;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** A sensor whose clock is wrong for days does not poison its site, for then or for later. */
final class ClockTest {
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.10");
    private static final Host CLOUD = Host.of("203.0.113.9");
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final String ATTIC = "attic";
    private static final String CELLAR = "cellar";
    private static final String POLICY = """
            curfew: 1
            sites: [ { id: lisbon, controllers: hass, zones: [ { id: things, subnets: 192.0.2.0/26 } ] } ]
            devices:
              - { id: hass, mac: "02:00:00:00:00:10" }
              - { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum }
            rules:
              - { id: home, subject: { devices: vacuum }, allow: [ { from: controllers } ] }
            """;

    private final Watched site = new Watched("lisbon", POLICY);
    private final Report attic = new Report();
    private final Report cellar = new Report();
    private Instant now = NOON;
    private Duration wrong = Duration.ZERO;
    private boolean vacuumAnswers = true;
    private long number;

    /** The attic's sensor reports and sees how the vacuum is asked each ten seconds, by its clock. */
    private void watch(Duration length) {
        for (Instant end = now.plus(length); now.isBefore(end); now = now.plus(TICK)) {
            Instant at = now.plus(wrong);
            site.see(ATTIC, attic.draw(at));
            Outcome outcome = vacuumAnswers ? Outcome.CLOSED : Outcome.UNANSWERED;
            site.see(flow(HASS, VACUUM, 80).number(++number).at(at).outcome(outcome));
        }
    }

    /** The same while the sensor of the cellar has the right time. */
    private void watchWithAnother(Duration length) {
        for (Instant end = now.plus(length); now.isBefore(end); ) {
            site.see(CELLAR, cellar.draw(now));
            watch(TICK);
        }
    }

    private Instant siteTime() {
        SiteFacts facts = site.memory().get(Table.SITE, Table.ONLY);
        return Objects.requireNonNull(facts).latest();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -5, 400, -400})
    void oneWrongClockOfTwoMovesNothingAndIsTold(long days) {
        watchWithAnother(Duration.ofMinutes(30));
        wrong = Duration.ofDays(days);
        watchWithAnother(Duration.ofHours(3));

        assertThat(siteTime()).isBetween(now.minus(TICK.multipliedBy(2)), now);
        assertThat(site.alert("blind-spot").what())
                .contains(
                        "its clock is " + Math.abs(days) + " days " + (days > 0 ? "ahead of" : "behind") + " the site");
        assertThat(site.alerts()).extracting(Alert::origin).containsOnly("blind-spot");
    }

    @Test
    void aDeviceIsNeverSeenLastAtATimeThatHasYetToCome() {
        watchWithAnother(Duration.ofMinutes(30));
        wrong = Duration.ofDays(400);
        watchWithAnother(Duration.ofMinutes(30));

        assertThat(site.dossier("vacuum").lastSeen()).isBetween(now.minusSeconds(60), now);
    }

    @Test
    void aDeviceThatWasSeenByAClockAheadIsSeenAgainOnceItIsRight() {
        watch(Duration.ofMinutes(30));
        wrong = Duration.ofDays(5);
        watch(Duration.ofHours(3));
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(30));

        assertThat(site.dossier("vacuum").lastSeen()).isBetween(now.minusSeconds(60), now);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 400})
    void afterTheOnlyClockWasAheadForDaysSilenceIsToldAsBefore(long days) {
        watch(Duration.ofHours(2));
        wrong = Duration.ofDays(days);
        watch(Duration.ofHours(3));
        assertThat(site.alerts("gone-quiet")).isEmpty();
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(30));

        assertThat(siteTime()).isBetween(now.minus(TICK.multipliedBy(2)), now);
        assertThat(site.alerts("gone-quiet")).isEmpty();
        Gaps gaps = Objects.requireNonNull(site.memory().get(Table.GAPS, Table.ONLY));
        assertThat(gaps.watchedSince()).isBefore(now);

        vacuumAnswers = false;
        watch(Duration.ofMinutes(30));

        assertThat(site.alert("gone-quiet").first()).isBetween(now.minus(Duration.ofMinutes(30)), now);
    }

    @Test
    void whatHappensAfterTheClockIsRightAgainIsToldAtOnce() {
        watch(Duration.ofHours(1));
        wrong = Duration.ofDays(5);
        watch(Duration.ofMinutes(30));
        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now.plus(wrong)));
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(30));

        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now));
        assertThat(site.alert("home").count()).isEqualTo(2);
        site.see(flow(VACUUM, CLOUD, 8_883).number(++number).at(now));

        assertThat(site.alerts("home")).hasSize(2).allMatch(alert -> alert.state() == Alert.State.OPEN);
        assertThat(site.alerts("home").getLast().first()).isEqualTo(now);
    }

    @Test
    void anAlertOfAClockThatWasAheadGoesOnAsIfItHadHappenedWhenTheClockWasSet() {
        watch(Duration.ofHours(1));
        wrong = Duration.ofDays(30);
        watch(Duration.ofMinutes(30));
        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now.plus(wrong)));
        watch(Duration.ofHours(2));
        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now.plus(wrong)));
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(30));

        Alert alert = site.alert("home");
        assertThat(alert.first()).isBetween(NOON, now);
        assertThat(alert.last()).isBetween(NOON, now);
        assertThat(alert.standing().history())
                .singleElement()
                .satisfies(event -> assertThat(event.at()).isBetween(NOON, now));
        assertThat(alert.tally().hours()).singleElement().satisfies(hour -> {
            assertThat(hour.start()).isBetween(NOON, now);
            assertThat(hour.outcomes()).containsEntry("closed", 2L);
        });
    }

    @Test
    void aPolicyThatCameWhileTheClockWasAheadCameNoLaterThanItWasSet() {
        watch(Duration.ofHours(1));
        wrong = Duration.ofDays(30);
        watch(Duration.ofMinutes(30));
        site.adopt(
                Watched.policy(2, POLICY + "  - { id: more, subject: { devices: vacuum }, deny: { to: internet } }\n"));
        watch(Duration.ofMinutes(30));
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(30));

        PolicyChanges changes = Objects.requireNonNull(site.memory().get(Table.POLICIES, Table.ONLY));
        assertThat(changes.latest())
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.at()).isBetween(NOON, now));
    }

    @Test
    void anAlertOfAClockThatWasAheadIsToldWhenItHappensAgain() {
        watch(Duration.ofHours(1));
        wrong = Duration.ofDays(30);
        watch(Duration.ofMinutes(30));
        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now.plus(wrong)));
        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now.plus(wrong)));
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(30));

        long told = 0;
        for (int minute = 0; minute < 60; minute++) {
            site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now));
            told += site.latest().alerts().size();
            now = now.plusSeconds(60);
            site.see(ATTIC, attic.draw(now));
            told += site.latest().alerts().size();
        }

        assertThat(told).isGreaterThan(10);
    }

    @Test
    void anAlertOfAClockThatWasAheadResolvesItself() {
        watch(Duration.ofHours(1));
        wrong = Duration.ofDays(400);
        watch(Duration.ofMinutes(30));
        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now.plus(wrong)));
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(30));

        for (int minute = 0; minute < 60 * 24 * 8; minute++) {
            site.see(ATTIC, attic.draw(now));
            now = now.plusSeconds(60);
        }

        assertThat(site.alert("home").state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void whatASensorLosesAfterItsClockIsRightAgainIsTold() {
        watch(Duration.ofHours(1));
        wrong = Duration.ofDays(5);
        watch(Duration.ofMinutes(30));
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(30));

        attic.dropped = 20_000;
        watch(Duration.ofMinutes(10));

        assertThat(site.alerts("sensor-lossy")).hasSize(1);
    }

    @Test
    void aClockThatWasNeverSetMovesNothing() {
        watch(Duration.ofHours(1));
        Instant reached = siteTime();
        wrong = Duration.between(now, Instant.EPOCH);

        watch(Duration.ofHours(3));

        assertThat(siteTime()).isEqualTo(reached);
    }

    @Test
    void aSiteThatBeginsWithAClockThatWasNeverSetBeginsWhenItIsSet() {
        wrong = Duration.between(now, Instant.EPOCH);
        watch(Duration.ofMinutes(5));
        wrong = Duration.ZERO;
        watch(Duration.ofMinutes(5));

        SiteFacts facts = Objects.requireNonNull(site.memory().get(Table.SITE, Table.ONLY));
        assertThat(facts.firstSeen()).isBetween(NOON, now);
        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void whatResolvedItselfInATimeThatHasYetToComeDidSoWhenTheTimeWasRightAgain() {
        watch(Duration.ofMinutes(30));
        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now));
        wrong = Duration.ofDays(8);
        watch(Duration.ofHours(2));
        Alert wrongly = site.alert("home");
        wrong = Duration.ZERO;
        watch(Duration.ofHours(1));

        site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now));

        assertThat(wrongly.state()).isEqualTo(Alert.State.RESOLVED);
        Alert alert = site.alert("home");
        assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
        assertThat(alert.standing().reopened()).isEqualTo(now);
        assertThat(alert.standing().history())
                .extracting(Standing.Event::at)
                .isSorted()
                .allSatisfy(at -> assertThat(at).isBeforeOrEqualTo(now));
    }
}
