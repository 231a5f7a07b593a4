package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Alert.State;
import io.curfew.policy.Command;
import io.curfew.policy.Standing;
import io.curfew.policy.Standing.Event;
import io.curfew.policy.Standing.Turn;
import io.curfew.policy.Tally.Hour;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** What becomes of an alert: by people, by its repeats, by quiet. */
final class LifeCycleTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Duration QUIET = Duration.ofDays(7);

    private final Watched site = new Watched("lisbon", VacuumHome.POLICY);
    private int flows;

    @Test
    void whatHappensAgainAfterSomebodyResolvedItOpensAgainWithItsHistory() {
        violate(NOON);
        String id = alert().id();
        acknowledge(NOON.plusSeconds(10));
        resolve(NOON.plusSeconds(60));
        violate(NOON.plusSeconds(30));
        Alert resolved = alert();

        violate(NOON.plusSeconds(61));

        assertThat(resolved.state()).isEqualTo(State.RESOLVED);
        assertThat(resolved.count()).isEqualTo(2);
        Alert alert = alert();
        assertThat(alert.id()).isEqualTo(id);
        assertThat(alert.state()).isEqualTo(State.OPEN);
        assertThat(alert.count()).isEqualTo(3);
        assertThat(alert.standing().reopened()).isEqualTo(NOON.plusSeconds(61));
        assertThat(alert.standing().acknowledgement()).isNull();
        assertThat(alert.standing().resolution()).isNull();
        assertThat(alert.standing().history())
                .containsExactly(
                        new Event(NOON, "", Turn.OPENED, null),
                        new Event(NOON.plusSeconds(10), "olga", Turn.ACKNOWLEDGED, null),
                        new Event(NOON.plusSeconds(60), "olga", Turn.RESOLVED, null),
                        new Event(NOON.plusSeconds(61), "", Turn.REOPENED, null));
    }

    @Test
    void whatIsQuietForItsTimeResolvesItselfAtTheEndOfThatTime() {
        violate(NOON);

        pass(NOON.plus(QUIET).minusSeconds(1));
        State before = alert().state();
        pass(NOON.plus(QUIET).plusSeconds(3_600));

        assertThat(before).isEqualTo(State.OPEN);
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
        assertThat(alert().standing().resolution()).isEqualTo(new Standing.Resolution("", NOON.plus(QUIET)));
    }

    @Test
    void anAcknowledgedAlertResolvesItselfToo() {
        violate(NOON);
        acknowledge(NOON.plusSeconds(10));

        pass(NOON.plus(QUIET));

        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void eachRepeatBeginsTheQuietTimeAnew() {
        violate(NOON);
        violate(NOON.plus(Duration.ofDays(6)));

        pass(NOON.plus(Duration.ofDays(8)));
        State after = alert().state();
        pass(NOON.plus(Duration.ofDays(13)));

        assertThat(after).isEqualTo(State.OPEN);
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void wordThatComesLateRefutesThatItWasQuiet() {
        violate(NOON);
        pass(NOON.plus(Duration.ofDays(8)));

        violate(NOON.plus(Duration.ofDays(3)));

        assertThat(alert().state()).isEqualTo(State.OPEN);
        assertThat(alert().count()).isEqualTo(2);
    }

    @Test
    void aFlowThatGoesOnForDaysIsNotOver() {
        site.see(flow(VACUUM, CLOUD, 443).number(900).at(NOON).start());
        for (int hour = 1; hour <= 24 * 8; hour++) {
            site.see(flow(VACUUM, CLOUD, 443)
                    .number(900)
                    .at(NOON.plus(Duration.ofHours(hour)))
                    .update());
        }

        assertThat(alert().state()).isEqualTo(State.OPEN);
        assertThat(alert().count()).isEqualTo(1);
        assertThat(alert().last()).isEqualTo(NOON.plus(Duration.ofDays(8)));
    }

    @Test
    void aFlowThatIsAllowedByNowDoesNotKeepItsAlertAlive() {
        site.see(flow(VACUUM, CLOUD, 8883).number(900).at(NOON).start());
        site.adopt(Watched.policy(
                2, VacuumHome.POLICY.replace("to: resolvers }", "to: resolvers }, { to: 203.0.113.9 }")));
        for (int hour = 1; hour <= 24 * 8; hour++) {
            site.see(flow(VACUUM, CLOUD, 8883)
                    .number(900)
                    .at(NOON.plus(Duration.ofHours(hour)))
                    .update());
        }

        assertThat(alert().state()).isEqualTo(State.RESOLVED);
        assertThat(alert().last()).isEqualTo(NOON);
    }

    @Test
    void aFlowOfWhichADetectionNoLongerTellsDoesNotOpenItsAlertAgain() {
        Sketch.Flow asking =
                flow(VACUUM, Host.of("9.9.9.9").behind(ROUTER), 853).number(901);
        site.see(asking.at(NOON).start());
        String id = site.alert("dns-bypass").id();
        site.adopt(Watched.policy(2, VacuumHome.POLICY + "detections: [ { id: dns-bypass, off: true } ]\n"));
        site.command(new Command.Resolve(LISBON, "olga", NOON.plusSeconds(60), id, ""));
        site.see(asking.at(NOON.plus(Duration.ofHours(1))).update());

        assertThat(site.alert("dns-bypass").state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void aMutedAlertCountsAndOpensWhenItsTimeIsOver() {
        violate(NOON);
        mute(NOON.plusSeconds(10), NOON.plus(Duration.ofDays(1)));

        violate(NOON.plus(Duration.ofHours(5)));
        Alert muted = alert();
        pass(NOON.plus(Duration.ofDays(1)).plusSeconds(5));

        assertThat(muted.state()).isEqualTo(State.MUTED);
        assertThat(muted.standing().mutedUntil()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(muted.count()).isEqualTo(2);
        assertThat(alert().state()).isEqualTo(State.OPEN);
        assertThat(alert().standing().history().getLast())
                .isEqualTo(new Event(NOON.plus(Duration.ofDays(1)), "", Turn.UNMUTED, null));
    }

    @Test
    void aMuteThatEndsGivesBackAnAcknowledgement() {
        violate(NOON);
        acknowledge(NOON.plusSeconds(10));
        mute(NOON.plusSeconds(20), NOON.plusSeconds(600));

        pass(NOON.plusSeconds(700));

        assertThat(alert().state()).isEqualTo(State.ACKNOWLEDGED);
    }

    @Test
    void aMuteLongerThanTheQuietTimeIsKeptToItsEnd() {
        violate(NOON);
        mute(NOON.plusSeconds(10), NOON.plus(Duration.ofDays(30)));

        pass(NOON.plus(Duration.ofDays(20)));
        State during = alert().state();
        pass(NOON.plus(Duration.ofDays(30)));

        assertThat(during).isEqualTo(State.MUTED);
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void theSameCommandAgainChangesNothing() {
        violate(NOON);
        List<Command> commands = List.of(
                new Command.Note(LISBON, "olga", at(1), alert().id(), "odd"),
                new Command.Acknowledge(LISBON, "olga", at(2), alert().id(), "known"),
                new Command.Mute(LISBON, "olga", at(3), alert().id(), at(600), "for now"),
                new Command.Unmute(LISBON, "olga", at(4), alert().id(), ""),
                new Command.Unacknowledge(LISBON, "olga", at(5), alert().id(), ""),
                new Command.Resolve(LISBON, "olga", at(6), alert().id(), "gone"),
                new Command.Reopen(LISBON, "olga", at(7), alert().id(), ""));

        for (Command command : commands) {
            site.command(command);
            assertThat(site.latest().alerts()).as(command.toString()).hasSize(1);
            site.command(command);
            assertThat(site.latest().alerts()).as(command.toString()).isEmpty();
        }

        assertThat(alert().standing().history())
                .extracting(Event::turn)
                .containsExactly(
                        Turn.OPENED,
                        Turn.NOTED,
                        Turn.ACKNOWLEDGED,
                        Turn.MUTED,
                        Turn.UNMUTED,
                        Turn.UNACKNOWLEDGED,
                        Turn.RESOLVED,
                        Turn.REOPENED);
        assertThat(alert().standing().notes())
                .extracting(Standing.Note::text)
                .containsExactly("odd", "known", "for now", "gone");
        assertThat(alert().state()).isEqualTo(State.OPEN);
    }

    @Test
    void historyKeepsItsFirstEventAndTheLatest() {
        violate(NOON);

        for (int second = 1; second <= 50; second++) {
            site.command(new Command.Note(LISBON, "olga", at(second), alert().id(), "note " + second));
        }

        assertThat(alert().standing().history()).hasSize(Standing.MOST_EVENTS);
        assertThat(alert().standing().history().getFirst().turn()).isEqualTo(Turn.OPENED);
        assertThat(alert().standing().history().getLast().at()).isEqualTo(at(50));
        assertThat(alert().standing().notes()).hasSize(Standing.MOST_NOTES);
        assertThat(alert().standing().notes().getLast().text()).isEqualTo("note 50");
    }

    @Test
    void attemptsAreCountedByHourAndOutcome() {
        violate(NOON.plusSeconds(60), Outcome.UNANSWERED);
        violate(NOON.plusSeconds(120), Outcome.UNANSWERED);
        violate(NOON.plusSeconds(3_600), Outcome.REFUSED);
        violate(NOON.plusSeconds(4_500), Outcome.UNANSWERED);

        assertThat(alert().tally().hours())
                .extracting(Hour::start, Hour::outcomes)
                .containsExactly(
                        tuple(NOON, Map.of("unanswered", 2L)),
                        tuple(NOON.plusSeconds(3_600), Map.of("refused", 1L, "unanswered", 1L)));
        assertThat(alert().tally().lastDay()).isEqualTo(4);
        assertThat(alert().tally().lastHour()).as("2 and three quarters of 2").isEqualTo(4);
    }

    @Test
    void aFlowIsSettledInTheHourInWhichItBegan() {
        site.see(flow(VACUUM, CLOUD, 443).number(7).at(NOON.plusSeconds(3_590)).start());
        site.see(flow(VACUUM, CLOUD, 443).number(7).at(NOON.plusSeconds(3_700)).outcome(Outcome.RESET));

        assertThat(alert().tally().hours()).singleElement().isEqualTo(new Hour(NOON, Map.of("reset", 1L)));
    }

    @Test
    void hoursAreBoundedAndTheOldestMakeRoom() {
        IntStream.range(0, 60).forEach(hour -> violate(NOON.plus(Duration.ofHours(hour))));

        assertThat(alert().tally().hours()).hasSize(48);
        assertThat(alert().tally().hours().getFirst().start()).isEqualTo(NOON.plus(Duration.ofHours(12)));
        assertThat(alert().tally().lastDay()).isEqualTo(24);
        assertThat(alert().count()).isEqualTo(60);
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private Alert alert() {
        return site.alert("home");
    }

    private void violate(Instant at) {
        violate(at, Outcome.UNANSWERED);
    }

    private void violate(Instant at, Outcome outcome) {
        site.see(flow(VACUUM, CLOUD, 443).number(++flows).at(at).outcome(outcome));
    }

    /** Something that is allowed happens, so that time goes on. */
    private void pass(Instant at) {
        site.see(flow(VACUUM, ROUTER, 53).number(++flows).at(at).outcome(Outcome.ANSWERED));
    }

    private void acknowledge(Instant at) {
        site.command(new Command.Acknowledge(LISBON, "olga", at, alert().id(), ""));
    }

    private void resolve(Instant at) {
        site.command(new Command.Resolve(LISBON, "olga", at, alert().id(), ""));
    }

    private void mute(Instant at, Instant until) {
        site.command(new Command.Mute(LISBON, "olga", at, alert().id(), until, ""));
    }
}
