package io.curfew.policy.watch;

import io.curfew.events.DomainName;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static io.curfew.policy.watch.Sketch.ndp;
import static org.assertj.core.api.Assertions.assertThat;

/** Judged right where it is hard. */
final class HardCasesTest {
    private static final Host PLUG = Host.of("00:00:5e:00:53:33", "192.0.2.33");
    /** A log of a DNS server says nothing of MAC addresses, nor of where it stands. */
    private static final Host LOGGED_SERVER = Host.of("0.0.0.0");

    private static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                gateway: [192.0.2.1]
                controllers: [hass]
                zones:
                  - { id: things,  subnets: [192.0.2.0/26, "2001:db8:1::/64"] }
                  - { id: private, subnets: [192.0.2.64/26] }
            devices:
              - { id: vacuum, site: lisbon, mac: "02:00:00:00:00:21", name: Robot vacuum }
              - { id: hass, site: lisbon, addresses: [192.0.2.1] }
            rules:
              - id: stay-home
                subject: { zones: [things] }
                allow:
                  - { to: resolvers }
                  - { to: [cloud.example.org] }
                  - { service: mdns }
                  - { from: controllers }
            """;

    private final Watched lisbon = new Watched("lisbon", POLICY);

    private static Sketch.Flow toCloud(Host from) {
        return flow(from, CLOUD, 443).at(NOON.plusSeconds(10));
    }

    private boolean isAllowed(Sketch.Flow flow) {
        return lisbon.verdict(flow) instanceof Verdict.Allowed;
    }

    @Test
    void aNameBehindAChainOfCanonicalNamesCounts() {
        lisbon.see(
                answer(VACUUM, ROUTER, NOON, "my.example.net", "203.0.113.9", "cloud.example.org", "edge.example.com"));

        assertThat(isAllowed(toCloud(VACUUM))).isTrue();
        assertThat(lisbon.dossier("vacuum").peers().getFirst().peer().name())
                .isEqualTo(new DomainName("my.example.net"));
    }

    @Test
    void anAddressKeepsItsNameForHoursAfterTheAnswer() {
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));

        assertThat(isAllowed(toCloud(VACUUM).number(1).at(NOON.plus(Duration.ofHours(23)))))
                .isTrue();
        assertThat(isAllowed(toCloud(VACUUM).number(2).at(NOON.plus(Duration.ofHours(25)))))
                .isFalse();
    }

    @Test
    void aConnectionKeepsItsNameForAsLongAsItLasts() {
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));
        Duration threeDays = Duration.ofDays(3);

        assertThat(isAllowed(toCloud(VACUUM).update().at(NOON.plus(threeDays)).lasting(threeDays.minusSeconds(9))))
                .isTrue();
    }

    @Test
    void theAnswerMayStandInAnotherSensorsLog() {
        lisbon.see("segment", arp(VACUUM, NOON.minusSeconds(60)));
        lisbon.see("dns-log", answer(VACUUM.unframed(), LOGGED_SERVER, NOON, "cloud.example.org", "203.0.113.9"));

        JudgedObservation judged = lisbon.see("segment", toCloud(VACUUM).draw());

        assertThat(judged.verdict()).isInstanceOf(Verdict.Allowed.class);
        assertThat(judged.peer())
                .isEqualTo(new Peer(CLOUD.ip(), new DomainName("cloud.example.org"), Peer.NameSource.ANSWER_TO_DEVICE));
    }

    @Test
    void aLogThatComesBeforeAnythingSaysWhoseTheAddressIsNamesItForTheSite() {
        lisbon.see("dns-log", answer(PLUG.unframed(), LOGGED_SERVER, NOON, "cloud.example.org", "203.0.113.9"));

        assertThat(isAllowed(toCloud(PLUG))).isTrue();
    }

    @Test
    void aLoggedAddressIsTheDevicesThatHadItThen() {
        Instant evening = NOON.plus(Duration.ofHours(6));
        lisbon.see(ack(ROUTER, VACUUM, NOON, "vacuum"));
        Host laterTenant = Host.of("00:00:5e:00:53:33", "192.0.2.21");
        lisbon.see(ack(ROUTER, laterTenant, evening, "plug"));
        Host logged = VACUUM.unframed();

        JudgedObservation early =
                lisbon.see(answer(logged, LOGGED_SERVER, NOON.plusSeconds(60), "a.example.org", "203.0.113.1"));
        JudgedObservation late =
                lisbon.see(answer(logged, LOGGED_SERVER, evening.plusSeconds(60), "b.example.org", "203.0.113.2"));

        assertThat(early.device()).isEqualTo(new DeviceId("vacuum"));
        assertThat(late.device()).isEqualTo(new DeviceId("00-00-5e-00-53-33"));
    }

    @Test
    void aLeaseThatIsToldLateDoesNotTakeTheAddressBack() {
        Host laterTenant = Host.of("00:00:5e:00:53:33", "192.0.2.21");
        lisbon.see(ack(ROUTER, laterTenant, NOON.plus(Duration.ofHours(6)), "plug"));
        lisbon.see(ack(ROUTER, VACUUM, NOON, "vacuum"));
        Host logged = VACUUM.unframed();

        JudgedObservation now = lisbon.see(
                answer(logged, LOGGED_SERVER, NOON.plus(Duration.ofHours(7)), "a.example.org", "203.0.113.1"));

        assertThat(now.device()).isEqualTo(new DeviceId("00-00-5e-00-53-33"));
    }

    @Test
    void anyNameThatTheDeviceAskedForWillDo() {
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));
        lisbon.see(answer(VACUUM, ROUTER, NOON.plusSeconds(1), "other.example.net", "203.0.113.9"));

        assertThat(isAllowed(toCloud(VACUUM))).isTrue();
    }

    @Test
    void anAlertListsAllNamesOfItsAddress() {
        lisbon.see(answer(VACUUM, ROUTER, NOON, "a.example.net", "203.0.113.9"));
        lisbon.see(answer(VACUUM, ROUTER, NOON.plusSeconds(1), "b.example.net", "203.0.113.9"));

        lisbon.see(toCloud(VACUUM));

        Alert alert = lisbon.alert("stay-home");
        Peer peer = Objects.requireNonNull(alert.peer());
        assertThat(peer.name()).isEqualTo(new DomainName("b.example.net"));
        assertThat(peer.otherNames()).containsExactly(new DomainName("a.example.net"));
        assertThat(alert.what()).contains("b.example.net (203.0.113.9, which is also a.example.net)");
    }

    @Test
    void aNameThatOnlyAnotherDeviceAskedForDoesNotCountBesideOnesOwn() {
        lisbon.see(answer(PLUG, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));
        lisbon.see(answer(VACUUM, ROUTER, NOON.plusSeconds(1), "other.example.net", "203.0.113.9"));

        assertThat(isAllowed(toCloud(VACUUM))).isFalse();
    }

    @Test
    void aFlowThatWasOpenBeforeThePolicyChangedIsJudgedByTheNewOneAndCountedOnce() {
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));
        boolean before = isAllowed(toCloud(VACUUM).start());
        lisbon.adopt(Watched.policy(2, POLICY.replace("cloud.example.org", "other.example.org")));

        lisbon.see(toCloud(VACUUM).update().at(NOON.plusSeconds(60)));
        lisbon.see(toCloud(VACUUM).update().at(NOON.plusSeconds(120)));
        lisbon.see(toCloud(VACUUM).at(NOON.plusSeconds(130)));

        assertThat(before).isTrue();
        Alert alert = lisbon.alert("stay-home");
        assertThat(alert.count()).isEqualTo(1);
        assertThat(alert.policyVersion()).isEqualTo(2);
    }

    @Test
    void aFlowWithoutABeginningFromALowPortOfTheInternetIsAnAnswer() {
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));

        JudgedObservation judged = lisbon.see(
                flow(CLOUD, VACUUM, 50_000).fromPort(8_883).inferred().at(NOON.plusSeconds(9)));

        assertThat(judged.device()).isEqualTo(new DeviceId("vacuum"));
        assertThat(judged.verdict()).isInstanceOf(Verdict.Allowed.class);
        FlowObservation turned = (FlowObservation) judged.observation();
        assertThat(turned.responder().port()).isEqualTo(8_883);
        assertThat(turned.initiatorBytes()).isEqualTo(300);
    }

    @Test
    void whoBeganAFlowWithoutABeginningIsSaidToBeInferred() {
        lisbon.see(flow(CLOUD, VACUUM, 8_080).fromPort(50_000).inferred());

        Alert alert = lisbon.alert("stay-home");

        assertThat(alert.initiatorCertain()).isFalse();
        assertThat(alert.what()).contains("203.0.113.9 contacted Robot vacuum").contains("inferred");
    }

    @Test
    void aControllerBehindTheGatewaysAddressMayCommand() {
        assertThat(isAllowed(flow(ROUTER, VACUUM, 80))).isTrue();
        assertThat(isAllowed(flow(Host.of("02:00:00:00:00:70", "192.0.2.70"), VACUUM, 80)
                        .number(2)))
                .isFalse();
    }

    @Test
    void bothVersionsOfTheInternetProtocolAreOneDevice() {
        Host sixth = Host.of("02:00:00:00:00:21", "2001:db8:1::21");
        lisbon.see(ack(ROUTER, VACUUM, NOON, "vacuum"));
        lisbon.see(ndp(sixth, NOON));

        JudgedObservation four = lisbon.see(flow(VACUUM.unframed(), CLOUD, 443).number(1));
        JudgedObservation six =
                lisbon.see(flow(sixth.unframed(), Host.of("2001:db8:9::9"), 443).number(2));

        assertThat(four.device()).isEqualTo(new DeviceId("vacuum")).isEqualTo(six.device());
        assertThat(lisbon.dossier("vacuum").addresses()).contains(VACUUM.ip(), sixth.ip());
    }

    @Test
    void aGroupIsNoDeviceAndRulesSpeakOfItsService() {
        Host group = Host.of("01:00:5e:00:00:fb", "224.0.0.251");

        JudgedObservation mdns = lisbon.see(flow(VACUUM, group, 5_353).udp().fromPort(5_353));
        Verdict other = lisbon.verdict(flow(VACUUM, group, 9_999).udp().number(2));

        assertThat(mdns.verdict()).isInstanceOf(Verdict.Allowed.class);
        assertThat(mdns.responderDevice()).isNull();
        assertThat(other).isInstanceOf(Verdict.Violation.class);
        assertThat(lisbon.alerts("hard-coded-address")).isEmpty();
    }

    @Test
    void anAnswerThroughTheGatewaysProxyNamesTheDevicesFlow() {
        lisbon.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));
        lisbon.see(answer(ROUTER, Host.of("198.51.100.53"), NOON, "cloud.example.org", "203.0.113.9"));

        assertThat(isAllowed(toCloud(VACUUM))).isTrue();
    }

    @Test
    void whatTheGatewayAsksUpstreamNamesNoDevicesFlow() {
        lisbon.see(answer(ROUTER, Host.of("198.51.100.53"), NOON, "cloud.example.org", "203.0.113.9"));

        JudgedObservation judged = lisbon.see(toCloud(VACUUM));

        assertThat(judged.verdict()).isInstanceOf(Verdict.Violation.class);
        assertThat(judged.peer()).isEqualTo(Peer.of(CLOUD.ip()));
        assertThat(lisbon.alerts("hard-coded-address")).isEmpty();
    }

    @Test
    void twoSitesWithTheSameAddressPlanNeverMix() {
        String both = """
                curfew: 1
                sites:
                  - { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
                  - { id: porto,  resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
                devices:
                  - { id: camera, site: lisbon, mac: "02:00:00:00:00:21" }
                  - { id: camera, site: porto,  mac: "02:00:00:00:00:31" }
                rules:
                  - { id: home, subject: { zones: [things] }, allow: [ { to: cloud.example.org } ] }
                """;
        Watched here = new Watched("lisbon", both);
        Watched there = new Watched("porto", both);
        Host lisbons = Host.of("02:00:00:00:00:21", "192.0.2.21");
        Host portos = Host.of("02:00:00:00:00:31", "192.0.2.21");
        here.see(ack(ROUTER, lisbons, NOON, "north"));
        there.see(ack(ROUTER, portos, NOON, "south"));
        here.see(answer(lisbons.unframed(), LOGGED_SERVER, NOON, "cloud.example.org", "203.0.113.9"));

        JudgedObservation ofLisbon = here.see(toCloud(lisbons.unframed()));
        JudgedObservation ofPorto = there.see(toCloud(portos.unframed()));

        assertThat(ofLisbon.verdict()).isInstanceOf(Verdict.Allowed.class);
        assertThat(ofPorto.verdict()).isInstanceOf(Verdict.Violation.class);
        assertThat(ofPorto.peer()).isEqualTo(Peer.of(IpAddress.parse("203.0.113.9")));
        assertThat(List.of(here.dossier("camera"), there.dossier("camera")))
                .extracting(device -> device.mac(), device -> device.hostname())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MacAddress.parse("02:00:00:00:00:21"), "north"),
                        org.assertj.core.groups.Tuple.tuple(MacAddress.parse("02:00:00:00:00:31"), "south"));
        assertThat(there.dossier("camera").names()).isEmpty();
    }
}
