package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Alert.State;
import io.curfew.policy.Command;
import io.curfew.policy.Standing;
import io.curfew.policy.Standing.Event;
import io.curfew.policy.Standing.Turn;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person decided about an alert outlasts what becomes of the alert by itself. */
final class DecisionsTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Duration QUIET = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String ATTIC = "attic";
    private static final String CELLAR = "cellar";

    private final Watched site = new Watched("lisbon", VacuumHome.POLICY);
    private final Report attic = new Report();
    private final Report cellar = new Report();
    private Instant reported = NOON;
    private int flows;

    @Test
    void whatAPersonReopensStaysOpenForItsQuietTime() {
        violate(NOON);
        pass(NOON.plus(QUIET));
        Instant reopened = NOON.plus(QUIET).plus(DAY.multipliedBy(2));
        site.command(new Command.Reopen(LISBON, "ada", reopened, alert().id(), "I want to look"));

        pass(reopened.plus(QUIET).minusSeconds(1));
        State before = alert().state();
        pass(reopened.plus(QUIET).plusSeconds(60));

        assertThat(before).isEqualTo(State.OPEN);
        assertThat(alert().standing().history())
                .containsExactly(
                        new Event(NOON, "", Turn.OPENED, null),
                        new Event(NOON.plus(QUIET), "", Turn.RESOLVED, null),
                        new Event(reopened, "ada", Turn.REOPENED, null),
                        new Event(reopened.plus(QUIET), "", Turn.RESOLVED, null));
    }

    @Test
    void whatWasQuietWhileItWasMutedIsOverWhenThatTimeIs() {
        Instant until = NOON.plus(DAY.multipliedBy(30));
        violate(NOON);
        mute("home", NOON.plusSeconds(10), until);

        pass(until.plusSeconds(60));

        assertThat(alert().standing().resolution()).isEqualTo(new Standing.Resolution("", until));
        assertIsInOrder(alert());
    }

    @Test
    void whatSomebodyWroteAMomentBeforeItWasFoundQuietStandsBeforeItsEnd() {
        violate(NOON);
        Instant noted = NOON.plus(QUIET).plusSeconds(20);
        site.command(new Command.Note(LISBON, "ada", noted, alert().id(), "odd"));

        pass(NOON.plus(QUIET).plusSeconds(60));

        assertThat(alert().standing().resolution()).isEqualTo(new Standing.Resolution("", noted));
        assertIsInOrder(alert());
    }

    @Test
    void wordThatComesLateOpensWhatWasTakenForQuietFromThenOn() {
        violate(NOON);
        pass(NOON.plus(DAY.multipliedBy(8)));

        violate(NOON.plus(DAY.multipliedBy(3)));

        assertThat(alert().state()).isEqualTo(State.OPEN);
        assertThat(alert().standing().reopened()).isEqualTo(NOON.plus(QUIET));
        assertIsInOrder(alert());
    }

    @Test
    void whatIsOverAndComesAgainWhileItIsMutedIsMuted() {
        Alert first = silentSensor();
        Instant until = reported.plus(DAY.multipliedBy(3));
        mute("sensor-silent", reported, until);

        report(Duration.ofMinutes(3), true);
        State between = site.alert("sensor-silent").state();
        report(Duration.ofMinutes(8), false);

        assertThat(between).isEqualTo(State.RESOLVED);
        Alert again = site.alert("sensor-silent");
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.count()).isEqualTo(2);
        assertThat(again.state()).isEqualTo(State.MUTED);
        assertThat(again.standing().mutedUntil()).isEqualTo(until);
        assertThat(again.standing().history())
                .extracting(Event::turn)
                .containsExactly(Turn.OPENED, Turn.MUTED, Turn.RESOLVED, Turn.REOPENED);
    }

    @Test
    void whatIsOverAndComesAgainAfterItsMuteIsOpen() {
        silentSensor();
        mute("sensor-silent", reported, reported.plusSeconds(120));

        report(Duration.ofMinutes(3), true);
        report(Duration.ofMinutes(8), false);

        assertThat(site.alert("sensor-silent").state()).isEqualTo(State.OPEN);
        assertThat(site.alert("sensor-silent").standing().mutedUntil()).isNull();
    }

    @Test
    void whoResolvesOrReopensByHandWantsToHearOfItAgain() {
        violate(NOON);
        mute("home", NOON.plusSeconds(10), NOON.plus(DAY));
        site.command(new Command.Resolve(LISBON, "ada", NOON.plusSeconds(20), alert().id(), ""));
        violate(NOON.plusSeconds(60));
        Alert again = alert();
        silentSensor();
        mute("sensor-silent", reported, reported.plus(DAY));
        report(Duration.ofMinutes(3), true);

        site.command(new Command.Reopen(
                LISBON, "ada", reported, site.alert("sensor-silent").id(), ""));

        assertThat(again.state()).isEqualTo(State.OPEN);
        assertThat(site.alert("sensor-silent").state()).isEqualTo(State.OPEN);
    }

    private static void assertIsInOrder(Alert alert) {
        assertThat(alert.standing().history()).extracting(Event::at).isSorted();
    }

    private Alert alert() {
        return site.alert("home");
    }

    private void violate(Instant at) {
        site.see(flow(VACUUM, CLOUD, 443).number(++flows).at(at).outcome(Outcome.UNANSWERED));
    }

    /** Something that is allowed happens, so that time goes on. */
    private void pass(Instant at) {
        site.see(flow(VACUUM, ROUTER, 53).number(++flows).at(at).outcome(Outcome.ANSWERED));
    }

    private void mute(String origin, Instant at, Instant until) {
        site.command(new Command.Mute(LISBON, "ada", at, site.alert(origin).id(), until, "we work on it"));
    }

    private Alert silentSensor() {
        report(Duration.ofMinutes(2), true);
        report(Duration.ofMinutes(8), false);
        return site.alert("sensor-silent");
    }

    private void report(Duration length, boolean cellarSpeaks) {
        Instant end = reported.plus(length);
        for (; reported.isBefore(end); reported = reported.plusSeconds(30)) {
            site.see(ATTIC, attic.draw(reported));
            if (cellarSpeaks) {
                site.see(CELLAR, cellar.draw(reported));
            }
        }
    }
}
