package io.curfew.policy.watch;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Severity;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Devices that look for others. */
final class ScanTest {
    private static final Host LAMP = Host.of("02:00:00:00:00:21", "192.0.2.21");
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.10");

    private static final String LISBON = """
            curfew: 1
            sites:
              - id: lisbon
                gateway: 192.0.2.1
                resolvers: [192.0.2.1]
                controllers: [hass]
                zones: [ { id: things, subnets: [192.0.2.0/24] } ]
            devices:
              - { id: hass, mac: "02:00:00:00:00:10" }
              - { id: lamp, mac: "02:00:00:00:00:21", name: Lamp }
            """;

    private final Watched site = new Watched("lisbon", LISBON);

    private static Host neighbor(int number) {
        return Host.of("192.0.2." + (100 + number));
    }

    private static Sketch.Flow refused(Host by, Host at, int port) {
        return flow(by, at, port).outcome(Outcome.REFUSED).number(port);
    }

    private static Host outside(int number) {
        return new Host(null, IpAddress.v4(0xc6330000 | number)).behind(ROUTER);
    }

    private void seeScan(Instant at, int first, int hosts) {
        for (int number = first; number < first + hosts; number++) {
            site.see(refused(LAMP, outside(number), 23).number(number).at(at.plusMillis(number - first)));
        }
    }

    private static NeighborObservation wants(Host by, Host wanted, Instant at) {
        return new NeighborObservation(
                at,
                NeighborObservation.Operation.REQUEST,
                by.mac(),
                by.ip(),
                new MacAddress(0),
                wanted.ip(),
                List.of(),
                false,
                false);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNANSWERED", "REFUSED", "REJECTED"})
    void manyPortsOfAHostWithoutSuccessAreAScanOfPorts(Outcome outcome) {
        for (int port = 1; port <= 600; port++) {
            site.see(flow(LAMP, neighbor(1), port).outcome(outcome).number(port));
        }

        Alert alert = site.alert("scan");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.service()).isEqualTo("tcp, ports");
        assertThat(alert.peer()).isNull();
        assertThat(alert.what()).contains("Lamp looks for ports by TCP", "of 1 address (192.0.2.101)", "and others");
        assertThat(alert.count()).isLessThan(10);
        assertThat(alert.evidence()).isNotEmpty();
    }

    @Test
    void connectionsThatEndAtTheFirstAnswerAreAScan() {
        for (int port = 1; port <= 20; port++) {
            site.see(flow(LAMP, neighbor(1), port)
                    .outcome(Outcome.RESET)
                    .packets(2, 2)
                    .number(port));
        }
        assertThat(site.alerts("scan")).isEmpty();

        for (int port = 21; port <= 40; port++) {
            site.see(flow(LAMP, neighbor(1), port)
                    .outcome(Outcome.RESET)
                    .packets(2, 1)
                    .number(port));
        }

        assertThat(site.alert("scan").service()).isEqualTo("tcp, ports");
    }

    @Test
    void portsThatAreAskedBySegmentsWithoutASynAreAScan() {
        for (int port = 1; port <= 20; port++) {
            site.see(flow(LAMP, neighbor(1), port)
                    .outcome(Outcome.UNANSWERED)
                    .inferred()
                    .number(port));
        }

        assertThat(site.alert("scan").service()).isEqualTo("tcp, ports");
    }

    @Test
    void theRestOfConnectionsToTheInternetThatAreLongOverIsNoScan() {
        for (int number = 1; number <= 100; number++) {
            site.see(flow(LAMP, outside(number), 443)
                    .outcome(Outcome.UNANSWERED)
                    .inferred()
                    .number(number));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void fewerPortsThanTheThresholdAreNoScan() {
        for (int port = 1; port <= 11; port++) {
            site.see(refused(LAMP, neighbor(1), port));
        }
        assertThat(site.alerts("scan")).isEmpty();

        site.see(refused(LAMP, neighbor(1), 12));
        assertThat(site.alert("scan").what()).contains("it tried 12 ports");
    }

    @Test
    void theSamePortAgainAndAgainIsNoScan() {
        for (int number = 1; number <= 500; number++) {
            site.see(refused(LAMP, neighbor(1), 80).number(number));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void manyHostsAtOnePortAreAScanOfHosts() {
        for (int host = 1; host <= 40; host++) {
            site.see(refused(LAMP, neighbor(host), 23).number(host));
            site.see(refused(LAMP, neighbor(host), 2323).number(1_000 + host));
        }

        Alert alert = site.alert("scan");
        assertThat(alert.service()).isEqualTo("tcp, hosts");
        assertThat(alert.what()).contains("looks for hosts by TCP", "telnet, tcp/2323", "192.0.2.101");
    }

    @Test
    void manyPortsOfManyHostsAreBoth() {
        for (int port = 1; port <= 40; port++) {
            for (int host = 1; host <= 40; host++) {
                site.see(refused(LAMP, neighbor(host), port).number(port * 100L + host));
            }
        }

        assertThat(site.alerts("scan").getLast().what()).contains("hosts and ports by TCP", "and others");
    }

    @Test
    void aScanOfTheInternetIsToldApart() {
        for (int host = 1; host <= 10; host++) {
            site.see(refused(LAMP, Host.of("203.0.113." + host).behind(ROUTER), 23)
                    .number(host));
        }

        assertThat(site.alert("scan").service()).isEqualTo("tcp outside, hosts");
        assertThat(site.alert("scan").what()).contains("10 addresses on the internet");
    }

    @Test
    void hostsOfTheInternetAreLookedForByTcpOnly() {
        for (int number = 1; number <= 60; number++) {
            site.see(flow(LAMP, outside(number), 9)
                    .udp()
                    .outcome(Outcome.UNANSWERED)
                    .number(number));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void hostsThatWereLookedUpAreNoScanWhenTheInternetIsAway() {
        for (int host = 1; host <= 40; host++) {
            site.see(answer(LAMP, ROUTER, NOON, "host" + host + ".example.org", "203.0.113." + host));
            site.see(refused(LAMP, Host.of("203.0.113." + host).behind(ROUTER), 443)
                    .number(host)
                    .outcome(Outcome.UNANSWERED));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void programsThatFailAtOnePortEachOfManyHostsDoNotScan() {
        for (int host = 1; host <= 40; host++) {
            site.see(refused(LAMP, Host.of("203.0.113." + host).behind(ROUTER), 30_000 + host));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void aFewUdpPortsWithoutAnswerAreAScan() {
        for (int port : new int[] {53, 67, 123, 161, 1900}) {
            site.see(flow(LAMP, neighbor(1), port)
                    .udp()
                    .outcome(Outcome.UNANSWERED)
                    .number(port));
        }

        assertThat(site.alert("scan").service()).isEqualTo("udp, ports");
    }

    @Test
    void lateAnswersAndTraceroutesAreNoScan() {
        for (int port = 0; port < 60; port++) {
            site.see(flow(LAMP, neighbor(1), 40_000 + port)
                    .fromPort(53)
                    .udp()
                    .outcome(Outcome.UNANSWERED)
                    .number(port));
            site.see(flow(LAMP, neighbor(1), 33_434 + port)
                    .udp()
                    .outcome(Outcome.UNANSWERED)
                    .number(1_000 + port));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void echoRequestsToManyHostsAreAScan() {
        for (int host = 1; host <= 10; host++) {
            site.see(flow(LAMP, neighbor(host), 0)
                    .transport(Transport.ICMP)
                    .fromPort(8)
                    .outcome(host % 2 == 0 ? Outcome.ANSWERED : Outcome.UNANSWERED)
                    .number(host));
        }

        assertThat(site.alert("scan").what()).contains("looks for hosts by ICMP: it asked 10 addresses");
    }

    @Test
    void aControllerMayAskTheDevicesThatAreThere() {
        for (int host = 1; host <= 40; host++) {
            Host device = Host.of("02:00:00:00:01:" + (10 + host), "192.0.2." + (100 + host));
            site.see(arp(device, NOON));
            site.see(flow(HASS, device, 0)
                    .transport(Transport.ICMP)
                    .fromPort(8)
                    .outcome(Outcome.ANSWERED)
                    .number(host));
            site.see(refused(HASS, device, 6_053).number(1_000 + host));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void askingForManyAddressesThatNobodyHasIsAScan() {
        for (int host = 1; host <= 10; host++) {
            site.see(wants(LAMP, neighbor(host), NOON.plusMillis(host)));
        }

        Alert alert = site.alert("scan");
        assertThat(alert.service()).isEqualTo("arp, hosts");
        assertThat(alert.what()).contains("asked for 10 addresses");
        assertThat(alert.evidence().getFirst().kind()).isEqualTo("neighbor");
    }

    @Test
    void askingForAddressesThatAreThereOrByTheRouterIsNoScan() {
        for (int host = 1; host <= 40; host++) {
            site.see(arp(Host.of("02:00:00:00:01:" + (10 + host), "192.0.2." + (100 + host)), NOON));
            site.see(wants(LAMP, neighbor(host), NOON.plusSeconds(1)));
            site.see(wants(ROUTER, Host.of("192.0.2." + (150 + host)), NOON.plusSeconds(1)));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void aControllerThatAsksForWhatIsNotThereIsNoScan() {
        for (int host = 1; host <= 40; host++) {
            site.see(wants(HASS, neighbor(host), NOON.plusMillis(host)));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void askingIsNoScanForASensorThatHearsNoAnswers() {
        Report attic = new Report();
        attic.unicast = 0.01;
        site.see("attic", attic.draw(NOON.minusSeconds(1)));
        for (int host = 1; host <= 40; host++) {
            site.see("attic", wants(LAMP, neighbor(host), NOON.plusMillis(host)));
        }
        assertThat(site.alerts("scan")).isEmpty();

        attic.unicast = 0.9;
        site.see("attic", attic.draw(NOON.plusSeconds(9)));
        for (int host = 1; host <= 10; host++) {
            site.see("attic", wants(LAMP, neighbor(host), NOON.plusSeconds(10 + host)));
        }

        assertThat(site.alert("scan").what()).contains("asked for 10 addresses");
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        for (int port = 1; port <= 40; port++) {
            site.see(refused(LAMP, neighbor(1), port).at(NOON.plus(Duration.ofMinutes(port))));
        }

        assertThat(site.alerts("scan")).isEmpty();
    }

    @Test
    void aScanOverTheMiddleOfTheWindowIsSeen() {
        for (int port = 1; port <= 12; port++) {
            site.see(refused(LAMP, neighbor(1), port).at(NOON.plusSeconds(140 + port * 2L)));
        }

        assertThat(site.alerts("scan")).hasSize(1);
    }

    @Test
    void aScanThatGoesOnIsNotOverAndCountsOnce() {
        Instant end = NOON.plus(Duration.ofDays(4));
        int number = 0;
        for (Instant at = NOON; at.isBefore(end); at = at.plusSeconds(20)) {
            site.see(refused(LAMP, outside(number), 23).number(number).at(at));
            number++;
        }

        Alert alert = site.alert("scan");
        assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
        assertThat(alert.last()).isAfter(end.minus(Duration.ofMinutes(10)));
        assertThat(alert.count()).isEqualTo(1);
    }

    @Test
    void aScanThatGoesOnAfterItWasResolvedIsOpenAgain() {
        seeScan(NOON, 0, 30);
        site.command(new Command.Resolve(
                site.site(), "olga", NOON.plusSeconds(60), site.alert("scan").id(), ""));

        for (int number = 0; number < 9; number++) {
            site.see(refused(LAMP, outside(100 + number), 23)
                    .number(100 + number)
                    .at(NOON.plusSeconds(60 + 20L * number)));
        }

        assertThat(site.alert("scan").state()).isEqualTo(Alert.State.OPEN);
    }

    @Test
    void aScanIsToldThoughALargerOneCameBeforeAndSomethingElseNeverGotAnywhere() {
        seeScan(NOON, 0, 600);
        long before = site.alert("scan").count();
        Instant later = NOON.plusSeconds(3_600);
        for (Instant at = NOON.plusSeconds(60); at.isBefore(later); at = at.plusSeconds(60)) {
            site.see(refused(LAMP, outside(1), 443).at(at));
        }
        assertThat(site.alert("scan").count()).isEqualTo(before);

        seeScan(later, 600, 20);

        assertThat(site.alert("scan").count()).isEqualTo(before + 1);
        assertThat(site.alert("scan").what()).contains(outside(600).ip().toString());
    }

    @Test
    void aScanThatHasBecomeMuchSmallerIsToldWhenItGrowsAgain() {
        seeScan(NOON, 0, 600);
        long before = site.alert("scan").count();
        Instant later = NOON.plusSeconds(3_600);
        int number = 600;
        for (Instant at = NOON.plusSeconds(20); at.isBefore(later); at = at.plusSeconds(20)) {
            site.see(refused(LAMP, outside(number), 23).number(number).at(at));
            number++;
        }
        assertThat(site.alert("scan").count()).isEqualTo(before);

        seeScan(later, number, 100);

        assertThat(site.alert("scan").count()).isGreaterThan(before);
    }

    @Test
    void aFloodMakesOneRowAndAFewAlerts() {
        for (int number = 0; number < 200_000; number++) {
            IpAddress host = IpAddress.v4(0xc0000200 | (2 + number % 250));
            site.see(refused(LAMP, new Host(null, host), 1 + number / 250)
                    .number(number)
                    .at(NOON.plusNanos(number * 1_000_000L)));
        }

        assertThat(site.memory().size(Table.SWEEPS)).isEqualTo(1);
        assertThat(site.alerts("scan")).hasSize(1);
        assertThat(site.alert("scan").count()).isLessThan(20);
    }

    @Test
    void addressesThatNobodyAnswersAtAreNoDevices() {
        for (int number = 2; number < 60; number++) {
            Host host = new Host(null, IpAddress.v4(0xc0000200 | number));
            site.see(refused(LAMP, host, 80)
                    .outcome(number == 7 ? Outcome.REFUSED : Outcome.UNANSWERED)
                    .number(number));
        }

        assertThat(site.alert("scan").what()).contains("Lamp");
        assertThat(site.memory().size(Table.DEVICES)).isEqualTo(2);
    }

    @Test
    void aPolicyChangesTheNumbersForAZone() {
        Watched tuned = new Watched(
                "lisbon", LISBON, "detections: [ { id: scan, subject: { zones: things }, thresholds: { ports: 3 } } ]");

        for (int port = 1; port <= 3; port++) {
            tuned.see(refused(LAMP, neighbor(1), port));
        }

        assertThat(tuned.alerts("scan")).hasSize(1);
    }
}
