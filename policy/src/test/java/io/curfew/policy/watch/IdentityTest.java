package io.curfew.policy.watch;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NtpObservation;
import io.curfew.events.Transport;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.advertisement;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static io.curfew.policy.watch.Sketch.ndp;
import static io.curfew.policy.watch.Sketch.reply;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is who, by MAC address and address, on this side of routers and beyond them. */
final class IdentityTest {
    private static final Host PLUG = Host.of("00:00:5e:00:53:33", "192.0.2.33");
    /** The plug with an address of another network, as a phone has that left one just now. */
    private static final Host CELLULAR = Host.of("00:00:5e:00:53:33", "198.51.100.7");

    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.66");

    private static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                controllers: [hass]
                zones:
                  - { id: things,  subnets: [192.0.2.0/26],  vlans: [30] }
                  - { id: private, subnets: [192.0.2.64/26], vlans: [10] }
              - id: porto
                zones: [ { id: things, subnets: [192.0.2.0/26] } ]
            devices:
              - { id: hass,   site: lisbon, mac: "02:00:00:00:00:10" }
              - { id: vacuum, site: lisbon, mac: "02:00:00:00:00:21", name: Robot vacuum }
              - { id: oven,   site: porto,  mac: "02:00:00:00:00:41" }
              - { id: nas,    site: lisbon, addresses: [192.0.2.70] }
            rules:
              - { id: controlled, subject: { zones: [things] }, allow: [ { from: controllers } ] }
            """;

    private final Watched lisbon = new Watched("lisbon", POLICY);

    private static String device(JudgedObservation judged) {
        return String.valueOf(judged.device());
    }

    @Test
    void aDeviceIsKnownByItsMacAddressWhateverItsAddress() {
        lisbon.see(flow(VACUUM, CLOUD, 443));

        JudgedObservation moved = lisbon.see(flow(Host.of("02:00:00:00:00:21", "192.0.2.50"), CLOUD, 443));

        assertThat(device(moved)).isEqualTo("vacuum");
        assertThat(lisbon.device("vacuum").addresses())
                .extracting(Object::toString)
                .containsExactly("192.0.2.50", "192.0.2.21");
    }

    @Test
    void anUnlistedDeviceIsNamedByItsMacAddress() {
        assertThat(device(lisbon.see(flow(PLUG, CLOUD, 443)))).isEqualTo("00-00-5e-00-53-33");
    }

    @Test
    void withoutAnyMacAddressADeviceIsNamedByItsAddress() {
        assertThat(device(lisbon.see(flow(PLUG.unframed(), Host.of("203.0.113.9"), 443))))
                .isEqualTo("ip-192.0.2.33");
    }

    @Test
    void aLeaseTellsWhoseAddressItIsWhereNoMacAddressIsSeen() {
        lisbon.see(ack(ROUTER, VACUUM, NOON, "rockrobo"));

        assertThat(device(lisbon.see(flow(VACUUM.unframed(), Host.of("203.0.113.9"), 443))))
                .isEqualTo("vacuum");
    }

    @Test
    void arpTellsWhoseAddressItIsBehindARouter() {
        lisbon.see(arp(HASS, NOON));

        Verdict verdict = lisbon.verdict(flow(HASS.behind(ROUTER), VACUUM, 80));

        assertThat(verdict).isEqualTo(new Verdict.Allowed("controlled"));
    }

    @Test
    void arpWithoutAMacAddressTellsNothing() {
        lisbon.see(arp(HASS, NOON));
        lisbon.see(arp(Host.of("192.0.2.66"), NOON));

        assertThat(device(lisbon.see(flow(HASS.behind(ROUTER), VACUUM, 80)))).isEqualTo("hass");
    }

    @Test
    void ndpTellsWhoseAddressItIsBehindARouter() {
        lisbon.see(ndp(Host.of("02:00:00:00:00:21", "2001:db8::21"), NOON));

        assertThat(device(lisbon.see(flow(Host.of("2001:db8::21").behind(ROUTER), HASS, 80))))
                .isEqualTo("vacuum");
    }

    @Test
    void aLinkLocalAddressIsTheFramesWhoeverElseSaidThatItHasIt() {
        lisbon.see(ndp(Host.of("02:00:00:00:00:10", "fe80::1"), NOON));

        assertThat(device(lisbon.see(flow(Host.of("02:00:00:00:00:21", "fe80::1"), HASS, 80))))
                .isEqualTo("vacuum");
    }

    @Test
    void aDhcpV6ReplyTellsWhoseAddressesTheyAre() {
        List<IpAddress> granted = List.of(IpAddress.parse("2001:db8::21"), IpAddress.parse("2001:db8::22"));
        lisbon.see(reply(ROUTER, VACUUM.mac(), NOON, null, granted));

        for (IpAddress address : granted) {
            assertThat(device(lisbon.see(flow(new Host(null, address), Host.of("203.0.113.9"), 443))))
                    .isEqualTo("vacuum");
        }
    }

    @Test
    void aDhcpV6ReplyToNobodyKnownIsNobodys() {
        JudgedObservation judged =
                lisbon.see(reply(ROUTER, null, NOON, "vacuum.example.org", List.of(IpAddress.parse("2001:db8::21"))));

        assertThat(judged.device()).isNull();
        assertThat(judged.verdict()).isEqualTo(new Verdict.Unjudged());
    }

    @Test
    void whoOffersItselfAsDefaultRouterNamesNoDeviceButItself() {
        lisbon.see(advertisement(Host.of("02:00:00:00:00:01", "fe80::1"), NOON, Duration.ofMinutes(30)));

        JudgedObservation judged = lisbon.see(flow(Host.of("192.0.2.35").behind(ROUTER), HASS, 80));

        assertThat(device(judged)).isEqualTo("ip-192.0.2.35");
    }

    @Test
    void whoAdvertisesAPrefixAloneIsADeviceLikeAnyOther() {
        lisbon.see(advertisement(Host.of("02:00:00:00:00:21", "fe80::21"), NOON, Duration.ZERO));

        assertThat(device(lisbon.see(flow(VACUUM, HASS, 80)))).isEqualTo("vacuum");
    }

    @Test
    void theRoutersMacAddressDoesNotMakeRemoteAddressesTheRouters() {
        lisbon.see(arp(ROUTER, NOON));
        lisbon.see(flow(VACUUM, CLOUD, 443));

        JudgedObservation outward =
                lisbon.see(flow(VACUUM, Host.of("198.51.100.7").behind(ROUTER), 443));
        JudgedObservation inward = lisbon.see(flow(CLOUD, VACUUM, 80));
        JudgedObservation own = lisbon.see(flow(ROUTER, VACUUM, 80));

        assertThat(outward.responderDevice()).isNull();
        assertThat(inward.device()).isNull();
        assertThat(String.valueOf(inward.responderDevice())).isEqualTo("vacuum");
        assertThat(device(own)).isEqualTo("02-00-00-00-00-01");
        assertThat(lisbon.device("02-00-00-00-00-01").addresses())
                .extracting(Object::toString)
                .containsExactly("192.0.2.1");
    }

    @Test
    void theRoutersMacAddressDoesNotMakeAnotherZonesDevicesTheRouter() {
        lisbon.see(flow(VACUUM, CLOUD, 443));

        JudgedObservation judged = lisbon.see(flow(Host.of("192.0.2.77").behind(ROUTER), VACUUM, 80));

        assertThat(device(judged)).isEqualTo("ip-192.0.2.77");
    }

    @Test
    void whoSendsWithAForeignAddressIsNoRouterForThat() {
        lisbon.see(flow(VACUUM, CLOUD, 443));
        lisbon.see(flow(CELLULAR, CLOUD, 443));
        lisbon.see(flow(CELLULAR, VACUUM, 50_000).fromPort(443).inferred());

        JudgedObservation fourth = lisbon.see(flow(PLUG, CLOUD, 443).number(2));
        JudgedObservation sixth = lisbon.see(flow(new Host(PLUG.mac(), IpAddress.parse("fe80::33")), VACUUM, 80));

        assertThat(device(fourth)).isEqualTo("00-00-5e-00-53-33").isEqualTo(device(sixth));
        assertThat(fourth.verdict()).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void everyRouterStandsBeforeOthersAndTheFirstOneAloneForTheGatewayThatThePolicyDoesNotName() {
        Host border = Host.of("02:00:00:00:00:02", "192.0.2.2");
        for (Host router : List.of(ROUTER, border)) {
            lisbon.see(arp(router, NOON));
            lisbon.see(flow(VACUUM, CLOUD.behind(router), 443));
        }

        for (Host router : List.of(ROUTER, border)) {
            assertThat(device(lisbon.see(flow(Host.of("192.0.2.77").behind(router), VACUUM, 80))))
                    .isEqualTo("ip-192.0.2.77");
        }
        assertThat(lisbon.verdict(flow(ROUTER, CLOUD, 443).number(2))).isEqualTo(new Verdict.Unjudged());
        assertThat(lisbon.verdict(flow(border, CLOUD, 443).number(2))).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void theFirstRouterStaysHoweverManyComeAfterIt() {
        lisbon.see(arp(ROUTER, NOON));
        lisbon.see(flow(VACUUM, CLOUD, 443));
        for (int router = 1; router <= SiteFacts.MOST_ROUTERS; router++) {
            lisbon.see(flow(VACUUM, new Host(new MacAddress(0x00005e005400L + router), CLOUD.ip()), 443)
                    .number(1 + router));
        }

        assertThat(lisbon.verdict(flow(ROUTER, CLOUD, 443).number(100))).isEqualTo(new Verdict.Unjudged());
    }

    @Test
    void aMacAddressSeenOnAnotherZonesSegmentIsNotTheSenders() {
        JudgedObservation judged = lisbon.see(
                flow(Host.of("192.0.2.77").behind(ROUTER), VACUUM, 80).vlan(30));

        assertThat(device(judged)).isEqualTo("ip-192.0.2.77");
    }

    @Test
    void aDeviceListedByItsAddressIsKnownBehindARouter() {
        JudgedObservation judged = lisbon.see(flow(Host.of("192.0.2.70").behind(ROUTER), VACUUM, 80));

        assertThat(device(judged)).isEqualTo("nas");
        assertThat(judged.zone()).isEqualTo("private");
    }

    @Test
    void aDeviceWithoutAnAddressInAnySubnetIsInTheZoneOfItsVlan() {
        Host linkLocal = Host.of("00:00:5e:00:53:33", "fe80::33");

        JudgedObservation judged = lisbon.see(flow(linkLocal, Host.of("ff02::fb"), 5_353)
                .transport(Transport.UDP)
                .vlan(30));

        assertThat(device(judged)).isEqualTo("00-00-5e-00-53-33");
        assertThat(judged.zone()).isEqualTo("things");
    }

    @Test
    void aListedDeviceOnItsVlanIsItselfWithAnAddressOfAnotherZone() {
        lisbon.see(flow(VACUUM, ROUTER, 53).udp().vlan(30));
        Host elsewhere = Host.of("02:00:00:00:00:21", "192.0.2.71");

        JudgedObservation judged =
                lisbon.see(flow(elsewhere, CLOUD, 443).number(2).vlan(30).at(NOON.plus(Duration.ofDays(3))));

        assertThat(device(judged)).isEqualTo("vacuum");
        assertThat(lisbon.alert("wrong-zone").zone()).isEqualTo("private");
    }

    @Test
    void theLastAddressOfAZoneMayBeADevices() {
        Host last = Host.of("02:00:00:00:00:21", "192.0.2.63");

        assertThat(device(lisbon.see(flow(last, CLOUD, 443)))).isEqualTo("vacuum");
    }

    @Test
    void whatADeviceSaysOnAVlanIsSaidInTheZoneOfTheVlan() {
        Host linkLocal = Host.of("00:00:5e:00:53:34", "fe80::34");
        Host unnumbered = Host.of("00:00:5e:00:53:35", "0.0.0.0");
        Host announcing = Host.of("00:00:5e:00:53:36", "fe80::36");
        List<Integer> things = List.of(30);

        JudgedObservation time = lisbon.see(
                new NtpObservation(NOON, linkLocal.port(123), Host.of("fe80::1").port(123), 3, 4, 0, things));
        JudgedObservation lease = lisbon.see(discover(unnumbered, things));
        JudgedObservation announcement = lisbon.see(new AnnouncementObservation(
                NOON, announcing.port(5_353), "mdns", "plug", "_http._tcp", null, null, null, List.of(), things));

        assertThat(List.of(time, lease, announcement))
                .extracting(JudgedObservation::zone)
                .containsOnly("things");
    }

    @Test
    void whatARouterOrARelayPassesOnPutsNobodyIntoTheirVlan() {
        Watched lisbon = new Watched("lisbon", POLICY);

        assertThat(lisbon.see(discover(VACUUM, ROUTER, List.of(10))).zone()).isNull();
        assertThat(lisbon.see(discover(VACUUM, List.of(30))).zone()).isEqualTo("things");
        assertThat(lisbon.see(discover(VACUUM, ROUTER, List.of(10))).zone()).isEqualTo("things");
    }

    private static DhcpObservation discover(Host client, List<Integer> vlanIds) {
        return discover(client, client, vlanIds);
    }

    private static DhcpObservation discover(Host client, Host sender, List<Integer> vlanIds) {
        return new DhcpObservation(
                NOON,
                4,
                "discover",
                client.mac(),
                sender.port(68),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                vlanIds);
    }

    @Test
    void aPublicIpv6AddressIsTheDevicesThatSendsIt() {
        lisbon.see(flow(VACUUM, CLOUD, 443));

        JudgedObservation judged = lisbon.see(flow(
                Host.of("02:00:00:00:00:21", "2001:db8:30::21"),
                Host.of("2001:db8:ffff::1").behind(ROUTER),
                443));

        assertThat(device(judged)).isEqualTo("vacuum");
        assertThat(judged.zone()).isEqualTo("things");
        assertThat(judged.verdict()).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void broadcastsAreNobodysAddress() {
        JudgedObservation subnet = lisbon.see(
                flow(VACUUM, Host.of("ff:ff:ff:ff:ff:ff", "192.0.2.63"), 9).udp());
        JudgedObservation frame = lisbon.see(
                flow(VACUUM, Host.of("ff:ff:ff:ff:ff:ff", "192.0.2.47"), 9).udp());

        assertThat(subnet.responderDevice()).isNull();
        assertThat(frame.responderDevice()).isNull();
    }

    @Test
    void theSameAddressPlanAtTwoSitesKeepsDevicesApart() {
        Watched porto = new Watched("porto", POLICY);
        Host oven = Host.of("02:00:00:00:00:41", "192.0.2.21");

        JudgedObservation atLisbon = lisbon.see(flow(VACUUM, CLOUD, 443));
        JudgedObservation atPorto = porto.see(flow(oven, CLOUD, 443));
        JudgedObservation visitor = porto.see(flow(VACUUM, CLOUD, 443));

        assertThat(device(atLisbon)).isEqualTo("vacuum");
        assertThat(device(atPorto)).isEqualTo("oven");
        assertThat(device(visitor)).isEqualTo("02-00-00-00-00-21");
    }

    @Test
    void aListedPeerIsCalledByThePolicy() {
        JudgedObservation judged = lisbon.see(flow(VACUUM, HASS, 8_123));

        assertThat(judged.peer()).isEqualTo(new Peer(HASS.ip(), new DomainName("hass"), Peer.NameSource.POLICY));
    }

    @Test
    void aForgedClaimToAnAddressDoesNotMakeItsFlowsTheForgers() {
        Host forger = Host.of("02:00:00:00:00:21", "192.0.2.33");
        lisbon.see(arp(PLUG, NOON));
        lisbon.see(arp(forger, NOON.plusSeconds(60)));

        JudgedObservation own = lisbon.see(flow(PLUG, CLOUD, 443).at(NOON.plusSeconds(90)));
        JudgedObservation behindRouter =
                lisbon.see(flow(PLUG.behind(ROUTER), Host.of("192.0.2.70"), 443).at(NOON.plusSeconds(91)));

        assertThat(device(own)).isEqualTo("00-00-5e-00-53-33");
        assertThat(device(behindRouter)).isEqualTo("vacuum");
    }

    @Test
    void whoSentWithAnAddressBeforeItWasSaidToBeAnothersHasItNoLonger() {
        Host repeater = Host.of("00:00:5e:00:53:99", "192.0.2.33");
        lisbon.see(flow(repeater, CLOUD, 443));
        lisbon.see(arp(PLUG, NOON.plusSeconds(60)));

        JudgedObservation judged = lisbon.see(flow(repeater, CLOUD, 443).at(NOON.plusSeconds(90)));

        assertThat(device(judged)).isEqualTo("00-00-5e-00-53-33");
    }

    @Test
    void aServerOfTheSiteIsOneByItsIpv6AddressToo() {
        Host filter = Host.of("00:00:5e:00:53:53", "192.0.2.53");
        Host filterV6 = Host.of("00:00:5e:00:53:53", "2001:db8:1::53");
        Host plugV6 = Host.of("00:00:5e:00:53:33", "2001:db8:1::33");
        Host upstream = Host.of("2001:db8:ffff::53").behind(ROUTER);
        Watched site = new Watched("lisbon", """
                curfew: 1
                sites:
                  - id: lisbon
                    gateway: [192.0.2.1]
                    resolvers: [192.0.2.53]
                    zones: [ { id: things, subnets: [192.0.2.0/26, "2001:db8:1::/64"] } ]
                rules:
                  - { id: dns-only, subject: { zones: [things] }, allow: [ { service: dns, to: resolvers } ] }
                """);
        site.see(arp(filter, NOON));
        site.see(ndp(filterV6, NOON));

        assertThat(site.verdict(flow(filterV6, upstream, 53).udp())).isEqualTo(new Verdict.Unjudged());
        assertThat(site.verdict(flow(plugV6, upstream, 53).udp())).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void theSitesServersInAGuardedZoneAreNotHeldToTheZonesRules() {
        Watched site = new Watched("lisbon", """
                curfew: 1
                sites:
                  - { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
                rules:
                  - { id: dns-only, subject: { zones: [things] }, allow: [ { service: dns, to: resolvers } ] }
                """);

        assertThat(site.verdict(flow(VACUUM, ROUTER, 53).udp())).isEqualTo(new Verdict.Allowed("dns-only"));
        assertThat(site.verdict(flow(ROUTER, Host.of("198.51.100.53"), 53).udp()))
                .isEqualTo(new Verdict.Unjudged());
        assertThat(site.alerts("dns-only")).isEmpty();
    }
}
