package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Severity;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Devices that log in at their neighbours, or try what malware of the Mirai family tries. */
final class LateralMovementTest {
    private static final Host CAMERA = Host.of("02:00:00:00:00:22", "192.0.2.22");
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.10");
    private static final Host STRANGER = Host.of("00:00:5e:00:53:66", "192.0.2.66");

    private final Watched site = new Watched("lisbon", """
            curfew: 1
            sites:
              - id: lisbon
                gateway: 192.0.2.1
                resolvers: [192.0.2.1]
                controllers: [hass]
                zones: [ { id: things, subnets: [192.0.2.0/25] } ]
            devices:
              - { id: router, mac: "02:00:00:00:00:01", name: Router }
              - { id: hass, mac: "02:00:00:00:00:10" }
              - { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum }
              - { id: camera, mac: "02:00:00:00:00:22", name: Garden camera }
            """);

    private static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 2_323, 5_555, 7_547, 37_215, 52_869})
    void telnetAtANeighbourIsToldAtOnce(int port) {
        site.see(flow(CAMERA, VACUUM, port).outcome(Outcome.REFUSED));

        Alert alert = site.alert("lateral-movement");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.what()).contains("Garden camera turned to neighbours", "192.0.2.21");
    }

    @Test
    void telnetAtSeveralHostsOfTheInternetIsTold() {
        for (int host = 1; host <= 3; host++) {
            site.see(flow(CAMERA, Host.of("203.0.113." + host).behind(ROUTER), 23)
                    .number(host));
        }

        assertThat(site.alert("lateral-movement").what()).contains("hosts on the internet", "by telnet");
    }

    @Test
    void telnetAtANeighbourIsToldBesideTelnetOnTheInternet() {
        for (int host = 1; host <= 60; host++) {
            site.see(flow(CAMERA, Host.of("198.51.100." + host).behind(ROUTER), 23)
                    .number(host)
                    .at(after(host)));
        }

        site.see(flow(CAMERA, VACUUM, 23).number(100).at(after(70)));

        assertThat(site.alert("lateral-movement").what())
                .contains("turned to neighbours: 192.0.2.21 by telnet; and to hosts on the internet: ", " more by");
    }

    @Test
    void telnetAtANeighbourStaysNamedWhileItIsTriedOnTheInternet() {
        site.see(flow(CAMERA, VACUUM, 23));

        for (int host = 1; host <= 60; host++) {
            site.see(flow(CAMERA, Host.of("198.51.100." + host).behind(ROUTER), 23)
                    .number(host)
                    .at(after(host)));
        }

        Alert alert = site.alert("lateral-movement");
        assertThat(alert.what()).contains("neighbours: 192.0.2.21 by telnet; and to hosts on the internet: ");
        assertThat(alert.count()).isLessThan(10);
    }

    @Test
    void telnetAtANeighbourIsCriticalThoughWebPagesOfManyWereTold() {
        for (int host = 30; host < 40; host++) {
            site.see(flow(CAMERA, Host.of("192.0.2." + host), 80).number(host).at(after(host)));
        }
        assertThat(site.alert("lateral-movement").severity()).isEqualTo(Severity.HIGH);

        site.see(flow(CAMERA, VACUUM, 5_555).number(50).at(after(60)));

        Alert alert = site.alert("lateral-movement");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.what()).contains("turned to neighbours: 192.0.2.21, 192.0.2.30");
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 135, 139, 445, 2_222, 3_389, 5_900, 5_901, 5_985, 5_986})
    void eachWayToLogInAtANeighbourIsToldOnceTheDeviceWasWatched(int port) {
        site.see(arp(CAMERA, NOON));

        site.see(flow(CAMERA, STRANGER, port).at(NOON.plus(Duration.ofDays(2))));

        assertThat(site.alert("lateral-movement").severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void aLogInAtANeighbourIsToldThoughWebPagesWereJustTold() {
        site.see(arp(CAMERA, NOON));
        Instant later = NOON.plus(Duration.ofDays(2));
        for (int host = 30; host < 33; host++) {
            site.see(flow(CAMERA, Host.of("192.0.2." + host), 80).number(host).at(later));
        }

        site.see(flow(CAMERA, STRANGER, 22).number(50).at(later.plusSeconds(60)));

        assertThat(site.alert("lateral-movement").what()).contains("192.0.2.66", "ssh");
    }

    @Test
    void telnetThatGoesOnOpensItsAlertAgain() {
        site.see(flow(CAMERA, VACUUM, 23));
        String alert = site.alert("lateral-movement").id();
        site.command(new Command.Resolve(site.site(), "olga", after(60), alert, ""));
        site.see(flow(CAMERA, VACUUM, 23).number(2).at(after(120)));
        assertThat(site.alert("lateral-movement").state()).isEqualTo(Alert.State.RESOLVED);

        for (int minute = 10; minute < 60; minute++) {
            site.see(flow(CAMERA, VACUUM, 23).number(minute).at(after(minute * 60L)));
        }

        assertThat(site.alert("lateral-movement").state()).isEqualTo(Alert.State.OPEN);
        assertThat(site.alert("lateral-movement").count()).isEqualTo(6);
    }

    /** A connection to the vacuum that was opened at noon, told of each hour for so many days. */
    private void keepOpen(int port, int days) {
        for (int hour = 1; hour <= 24 * days; hour++) {
            site.see(flow(CAMERA, VACUUM, port)
                    .update()
                    .at(NOON.plus(Duration.ofHours(hour)))
                    .lasting(Duration.ofHours(hour)));
        }
    }

    @Test
    void telnetThatStaysOpenKeepsItsAlertOpen() {
        site.see(flow(CAMERA, VACUUM, 23).start());

        keepOpen(23, 9);

        Alert alert = site.alert("lateral-movement");
        assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
        assertThat(alert.count()).isEqualTo(1);
        assertThat(alert.last()).isEqualTo(NOON.plus(Duration.ofDays(9)));
    }

    @Test
    void telnetThatIsOpenAndSaysNothingDoesNot() {
        site.see(flow(CAMERA, VACUUM, 23).start());

        for (int hour = 1; hour <= 24 * 9; hour++) {
            site.see(flow(CAMERA, VACUUM, 23)
                    .update()
                    .at(NOON.plus(Duration.ofHours(hour)))
                    .over(Duration.ofHours(hour)));
        }

        assertThat(site.alert("lateral-movement").state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void aLogInThatIsHabitKeepsNoAlertOpen() {
        site.see(flow(CAMERA, VACUUM, 22).start());
        site.see(flow(CAMERA, STRANGER, 23).number(2).at(after(60)));

        keepOpen(22, 9);

        assertThat(site.alert("lateral-movement").state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void oneOfSeveralNeighboursThatStaysOpenKeepsItsAlertOpen() {
        site.see(flow(CAMERA, VACUUM, 22).start());
        site.see(flow(CAMERA, STRANGER, 22).number(2).at(after(60)));
        site.see(flow(CAMERA, Host.of("192.0.2.70"), 22).number(3).at(after(120)));

        keepOpen(22, 9);

        assertThat(site.alert("lateral-movement").state()).isEqualTo(Alert.State.OPEN);
    }

    @Test
    void telnetAtAWholeSegmentIsToldAFewTimes() {
        for (int number = 0; number < 2_000; number++) {
            site.see(flow(CAMERA, Host.of("192.0.2." + (30 + number % 90)), 23)
                    .number(number)
                    .at(NOON.plusMillis(number * 100L)));
        }

        assertThat(site.alert("lateral-movement").count()).isLessThan(12);
    }

    @Test
    void logInsAtNeighboursAreHabitOnTheFirstDayAndToldLater() {
        site.see(flow(CAMERA, VACUUM, 22));
        site.see(flow(CAMERA, VACUUM, 22).number(2).at(NOON.plus(Duration.ofDays(2))));
        assertThat(site.alerts("lateral-movement")).isEmpty();

        site.see(flow(CAMERA, STRANGER, 22).number(3).at(NOON.plus(Duration.ofDays(2))));

        Alert alert = site.alert("lateral-movement");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.what())
                .contains("192.0.2.66 by ssh. It had not before, in the 2 days for which it was watched.");
    }

    @Test
    void severalNeighboursWithinMinutesAreToldAtAnyTime() {
        site.see(flow(CAMERA, VACUUM, 22));
        site.see(flow(CAMERA, STRANGER, 445).number(2).at(after(2)));
        assertThat(site.alerts("lateral-movement")).isEmpty();

        site.see(flow(CAMERA, Host.of("192.0.2.23"), 80).number(3).at(after(4)));

        assertThat(site.alert("lateral-movement").what()).contains("192.0.2.21, 192.0.2.66, 192.0.2.23");
    }

    @Test
    void controllersTheGatewaysPageAndWebPagesOfTwoNeighboursAreNoMovement() {
        for (int host = 30; host < 40; host++) {
            site.see(flow(HASS, Host.of("192.0.2." + host), 23).number(host));
        }
        site.see(flow(CAMERA, ROUTER, 80).number(50).at(NOON.plus(Duration.ofDays(3))));
        site.see(flow(CAMERA, VACUUM, 80).number(51).at(NOON.plus(Duration.ofDays(3))));
        site.see(flow(CAMERA, STRANGER, 80).number(52).at(NOON.plus(Duration.ofDays(3))));

        assertThat(site.alerts("lateral-movement")).isEmpty();
    }
}
