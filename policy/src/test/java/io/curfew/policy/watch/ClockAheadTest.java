package io.curfew.policy.watch;

import io.curfew.events.DhcpObservation;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Standing;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What a sensor saw while its clock was a year ahead neither hides nor makes up anything once the clock is right. */
final class ClockAheadTest {
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.10");
    private static final Host CAMERA = Host.of("00:16:3e:00:00:22", "192.0.2.22");
    private static final Host STRANGER = Host.of("00:00:5e:00:53:66", "192.0.2.66");
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                gateway: 192.0.2.1
                resolvers: [192.0.2.1]
                controllers: hass
                zones: [ { id: things, subnets: 192.0.2.0/25 }, { id: guest, subnets: 192.0.2.128/25 } ]
            devices:
              - { id: router, mac: "02:00:00:00:00:01" }
              - { id: hass, mac: "02:00:00:00:00:10" }
              - { id: vacuum, mac: "02:00:00:00:00:21" }
              - { id: camera, mac: "00:16:3e:00:00:22" }
            """;

    /** Which other clocks the site has. */
    enum Others {
        NONE,
        ONE_THAT_IS_RIGHT
    }

    private final Watched site = new Watched("lisbon", POLICY);
    private final Report attic = new Report();
    private final Report cellar = new Report();
    private Instant now = NOON;
    private Duration wrong = Duration.ZERO;
    private long number;

    private void watch(Others others, Duration length) {
        for (Instant end = now.plus(length); now.isBefore(end); now = now.plus(TICK)) {
            if (others == Others.ONE_THAT_IS_RIGHT) {
                site.see("cellar", cellar.draw(now));
            }
            site.see(attic.draw(now.plus(wrong)));
        }
    }

    private void whileAhead(Others others, Runnable happening) {
        watch(others, Duration.ofMinutes(5));
        wrong = AHEAD;
        watch(others, Duration.ofMinutes(5));
        happening.run();
        watch(others, TICK);
        wrong = Duration.ZERO;
        watch(others, Duration.ofMinutes(30));
    }

    private Instant told() {
        return now.plus(wrong);
    }

    private void see(Sketch.Flow flow) {
        site.see(flow.number(++number).at(told()));
    }

    private static Host as(Host who, Host address) {
        return new Host(who.mac(), address.ip());
    }

    private DhcpObservation discover(String hostname, String vendorClass, Integer... wanted) {
        MacAddress mac = Objects.requireNonNull(CAMERA.mac());
        return new DhcpObservation(
                told(),
                "discover",
                mac,
                as(CAMERA, Host.of("0.0.0.0")).port(68),
                null,
                null,
                hostname,
                vendorClass,
                List.of(wanted),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    @ParameterizedTest
    @EnumSource
    void whoGoesOnToHandOutAddressesIsToldAgain(Others others) {
        whileAhead(others, () -> site.see(ack(STRANGER, CAMERA, told(), "camera")));
        assertThat(site.alert("rogue-server").count()).isEqualTo(1);

        site.see(ack(STRANGER, CAMERA, told(), "camera"));

        assertThat(site.alert("rogue-server").count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void telnetThatGoesOnIsToldAgain(Others others) {
        whileAhead(others, () -> see(flow(CAMERA, VACUUM, 23)));
        assertThat(site.alert("lateral-movement").count()).isEqualTo(1);

        see(flow(CAMERA, VACUUM, 23));

        assertThat(site.alert("lateral-movement").count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceThatTurnedToOneNeighbourThenAndTwoLaterDidNotTurnToThreeAtOnce(Others others) {
        whileAhead(others, () -> see(flow(CAMERA, VACUUM, 80)));
        watch(others, Duration.ofHours(1));
        see(flow(CAMERA, STRANGER, 80));
        see(flow(CAMERA, as(STRANGER, Host.of("192.0.2.67")), 80));

        assertThat(site.alerts("lateral-movement")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theZoneOfADeviceIsLearned(Others others) {
        whileAhead(others, () -> site.see(arp(CAMERA, told())));
        watch(others, Duration.ofHours(25));

        site.see(arp(as(CAMERA, Host.of("192.0.2.200")), told()));

        assertThat(site.alerts("wrong-zone")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatIsClaimedTwiceIsToldAgain(Others others) {
        whileAhead(others, this::claimTwice);
        assertThat(site.alert("address-claimed-twice").count()).isEqualTo(1);

        claimTwice();

        assertThat(site.alert("address-claimed-twice").count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatChangesHandsOnceInAWhileIsNotClaimedTwice(Others others) {
        site.see(arp(CAMERA, told()));
        whileAhead(others, () -> site.see(arp(as(STRANGER, CAMERA), told())));
        for (int turn = 0; turn < 4; turn++) {
            watch(others, Duration.ofHours(1));
            site.see(arp(turn % 2 == 0 ? CAMERA : as(STRANGER, CAMERA), told()));
        }

        assertThat(site.alerts("address-claimed-twice")).isEmpty();
    }

    private void claimTwice() {
        for (int turn = 0; turn < 4; turn++) {
            site.see(arp(turn % 2 == 0 ? CAMERA : as(STRANGER, CAMERA), told().plusSeconds(turn)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAControllerAskedInVainIsForgottenWhenTheDeviceAnswers(Others others) {
        talk(others, Duration.ofHours(1));
        whileAhead(others, () -> see(flow(HASS, VACUUM, 80).outcome(Outcome.UNANSWERED)));
        for (int time = 0; time < 2; time++) {
            talk(others, Duration.ofHours(1));
            watch(others, Duration.ofMinutes(15));
            see(flow(HASS, VACUUM, 80).outcome(Outcome.UNANSWERED));
        }

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    /** For a minute nobody can tell whether all were off for a week or a clock is wrong. */
    @Test
    void whatHappensInTheFirstMinuteAfterAllWereOffIsOfThen() {
        watch(Others.NONE, Duration.ofMinutes(5));

        Instant again = bypassAfterAllWereOff(Duration.ofDays(8));

        Alert alert = site.alert("dns-bypass");
        assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
        assertThat(alert.tally().first()).isEqualTo(again);
        assertThat(alert.tally().last()).isEqualTo(again);
        assertThat(alert.standing().history())
                .containsExactly(new Standing.Event(again, Standing.NOBODY, Standing.Turn.OPENED, null));
    }

    private void bypass(Instant at) {
        site.see(flow(VACUUM, CLOUD, 53).udp().number(++number).at(at));
    }

    /** All are off for so long, and within the first minute it happens again; returns when. */
    private Instant bypassAfterAllWereOff(Duration length) {
        now = now.plus(length);
        site.see(attic.draw(now));
        Instant again = now.plusSeconds(20);
        bypass(again);
        watch(Others.NONE, Duration.ofMinutes(3));
        return again;
    }

    @Test
    void whatWentOnUntilAllWereOffAndGoesOnAfterwardsStaysOpen() {
        watch(Others.NONE, Duration.ofMinutes(5));
        bypass(now.minus(TICK).plusSeconds(5));

        Instant again = bypassAfterAllWereOff(Duration.ofDays(8));

        Alert alert = site.alert("dns-bypass");
        assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
        assertThat(alert.tally().last()).isEqualTo(again);
    }

    @Test
    void whatAPersonHeldToBeOverWhileAllWereOffOpensWhenItHappensInTheFirstMinute() {
        watch(Others.NONE, Duration.ofMinutes(5));
        bypass(now.minus(TICK));
        Instant resolved = now.plus(Duration.ofDays(1));
        site.command(new Command.Resolve(
                site.site(), "olga", resolved, site.alert("dns-bypass").id(), ""));

        Instant again = bypassAfterAllWereOff(Duration.ofDays(2));

        Alert alert = site.alert("dns-bypass");
        assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
        assertThat(alert.standing().reopened()).isEqualTo(again);
        assertThat(site.alert("blind-spot").state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void whatAPersonHeldToBeOverBeforeAllWereOffOpensAtTheTimeAtWhichItHappensAgain() {
        watch(Others.NONE, Duration.ofMinutes(5));
        bypass(now.minus(TICK));
        site.command(new Command.Resolve(
                site.site(), "olga", now, site.alert("dns-bypass").id(), ""));
        watch(Others.NONE, Duration.ofMinutes(5));

        Instant again = bypassAfterAllWereOff(Duration.ofDays(8));

        Alert alert = site.alert("dns-bypass");
        assertThat(alert.standing().reopened()).isEqualTo(again);
        assertThat(alert.standing().history())
                .last()
                .extracting(Standing.Event::at)
                .isEqualTo(again);
    }

    @Test
    void whatASensorSaysIsOverWithinTheFirstMinuteStaysOver() {
        watch(Others.NONE, Duration.ofMinutes(5));
        now = now.plus(Duration.ofMinutes(30));

        watch(Others.NONE, Duration.ofMinutes(10));

        assertThat(site.alert("blind-spot").what()).contains("minutes ahead of the site");
        assertThat(site.alert("blind-spot").state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void whatHappenedBeforeAllWereOffStaysOfThen() {
        Instant before = now;
        site.see(attic.draw(now));
        bypass(now);
        now = now.plus(Duration.ofDays(1));

        watch(Others.NONE, Duration.ofMinutes(3));

        assertThat(site.alert("dns-bypass").tally().last()).isEqualTo(before);
    }

    private void talk(Others others, Duration length) {
        for (Instant end = now.plus(length); now.isBefore(end); ) {
            see(flow(HASS, VACUUM, 80));
            watch(others, Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseThatIsADayOldNoLongerSaysWhoseAnAddressIs(Others others) {
        whileAhead(others, () -> site.see(ack(ROUTER, VACUUM, told(), "vacuum")));
        watch(others, Duration.ofHours(25));

        see(flow(as(STRANGER, VACUUM), CLOUD, 443));

        assertThat(site.dossier("00-00-5e-00-53-66").addresses()).contains(VACUUM.ip());
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsOnceAnHourIsNoScan(Others others) {
        whileAhead(others, () -> fail(1));
        for (int host = 2; host < 30; host++) {
            watch(others, Duration.ofHours(1));
            fail(host);
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    private void fail(int host) {
        see(flow(CAMERA, Host.of("192.0.2." + (70 + host)), 22).outcome(Outcome.UNANSWERED));
    }

    @ParameterizedTest
    @EnumSource
    void contradictionsOfDifferentDaysAreNotAddedUp(Others others) {
        site.see(discover("camera", "udhcp 1", 1, 3, 6));
        whileAhead(others, () -> site.see(discover("camera", "android-dhcp-14", 1, 3, 6)));
        watch(others, Duration.ofHours(25));
        site.see(discover("camera", "android-dhcp-14", 1, 3, 6, 42));

        assertThat(site.alerts("mac-spoofed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void alertsOfThatTimeResolveThemselves(Others others) {
        whileAhead(others, () -> {
            see(flow(CAMERA, VACUUM, 23));
            see(flow(CAMERA, CLOUD, 53).udp());
        });
        assertThat(site.alert("dns-bypass").state()).isEqualTo(Alert.State.OPEN);

        watch(others, Duration.ofDays(8));

        assertThat(site.alert("lateral-movement").state()).isEqualTo(Alert.State.RESOLVED);
        assertThat(site.alert("dns-bypass").state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void aSensorWhoseClockWasAheadIsToldWhenItSeesTooLittle() {
        whileAhead(Others.ONE_THAT_IS_RIGHT, () -> {});
        assertThat(site.alert("blind-spot").state()).isEqualTo(Alert.State.RESOLVED);

        attic.unicast = 0;
        watch(Others.ONE_THAT_IS_RIGHT, Duration.ofHours(2));

        assertThat(site.alert("blind-spot").state()).isEqualTo(Alert.State.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void callsThatAreRegularAfterwardsAreABeacon(Others others) {
        whileAhead(others, () -> see(flow(CAMERA, CLOUD, 443)));
        for (int call = 0; call < 30; call++) {
            see(flow(CAMERA, CLOUD, 443));
            watch(others, Duration.ofMinutes(6));
        }

        assertThat(site.alerts("beacon")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void hammeringAfterwardsIsAStorm(Others others) {
        whileAhead(others, () -> see(flow(CAMERA, CLOUD, 443).outcome(Outcome.UNANSWERED)));
        for (int time = 0; time < 40; time++) {
            see(flow(CAMERA, CLOUD, 443).outcome(Outcome.UNANSWERED));
            watch(others, TICK);
        }

        assertThat(site.alert("retry-storm").what()).doesNotContain("days");
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceThatWasFirstSeenThenIsKnownADayLater(Others others) {
        whileAhead(others, () -> see(flow(CAMERA, CLOUD, 443).sending(1_000, 10)));
        watch(others, Duration.ofHours(25));

        see(flow(CAMERA, VACUUM, 22));
        see(flow(CAMERA, CLOUD, 443).sending(50_000_000, 40_000));

        assertThat(site.alerts("lateral-movement")).hasSize(1);
        assertThat(site.alerts("unexpected-upload")).hasSize(1);
    }
}
