package io.curfew.policy.watch;

import io.curfew.events.DhcpObservation;
import io.curfew.events.Ja4;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.Outcome;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.memory.Likeness;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.advertisement;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static io.curfew.policy.watch.Sketch.ndp;
import static io.curfew.policy.watch.Sketch.reply;
import static org.assertj.core.api.Assertions.assertThat;

/** Attacks on a site and its devices, and what looks like one and is none. */
final class AttacksTest {
    private static final Host CAMERA = Host.of("02:00:00:00:00:22", "192.0.2.22");
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.10");
    private static final Host STRANGER = Host.of("00:00:5e:00:53:66", "192.0.2.66");
    private static final Host LINK_LOCAL = Host.of("fe80::1");
    private static final Host INTERNET = Host.of("203.0.113.9").behind(ROUTER);

    private static final String LISBON = """
            curfew: 1
            sites:
              - id: lisbon
                gateway: 192.0.2.1
                resolvers: [192.0.2.1]
                timeServers: [192.0.2.1, "*.pool.ntp.org"]
                controllers: [hass]
                zones:
                  - { id: things, subnets: [192.0.2.0/25] }
                  - { id: guest,  subnets: [192.0.2.128/25] }
            devices:
              - { id: router, mac: "02:00:00:00:00:01", name: Router }
              - { id: hass, mac: "02:00:00:00:00:10" }
              - { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum }
              - { id: camera, mac: "02:00:00:00:00:22", name: Garden camera }
            """;
    private static final String NO_SERVERS = """
            curfew: 1
            sites:
              - id: lisbon
                zones: [ { id: things, subnets: [192.0.2.0/25] }, { id: guest, subnets: [192.0.2.128/25] } ]
            """;

    private final Watched site = new Watched("lisbon", LISBON);

    private static Host as(Host who, Host address) {
        return new Host(who.mac(), address.ip());
    }

    /** A site whose policy lists no device. */
    private static Watched bare(String named) {
        return new Watched("lisbon", """
                curfew: 1
                sites: [ { id: lisbon, %s, zones: [ { id: things, subnets: [192.0.2.0/25] } ] } ]
                """.formatted(named));
    }

    private static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static DhcpObservation discover(
            Host client, Instant at, String hostname, String vendor, Integer... wanted) {
        MacAddress mac = client.mac() == null ? new MacAddress(0) : client.mac();
        return new DhcpObservation(
                at,
                "discover",
                mac,
                new Host(mac, Host.of("0.0.0.0").ip()).port(68),
                null,
                null,
                hostname,
                vendor,
                Arrays.asList(wanted),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    // address-claimed-twice

    @Test
    void anAddressThatGoesBackAndForthIsClaimedTwice() {
        site.see(arp(CAMERA, NOON));
        site.see(arp(as(STRANGER, CAMERA), after(1)));
        site.see(arp(CAMERA, after(2)));
        assertThat(site.alerts("address-claimed-twice")).isEmpty();

        site.see(arp(as(STRANGER, CAMERA), after(3)));

        Alert alert = site.alert("address-claimed-twice");
        assertThat(alert.device().value()).isEqualTo("00-00-5e-00-53-66");
        assertThat(alert.peer()).isNotNull();
        assertThat(alert.what()).contains("says that it has 192.0.2.22", "Garden camera", "3 times");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void whoeverStillSendsWithAnAddressHasNotGivenItUp() {
        site.see(arp(CAMERA, NOON));
        site.see(arp(as(STRANGER, CAMERA), after(1)));
        site.see(flow(CAMERA, ROUTER, 53).udp().at(after(2)));
        site.see(arp(as(STRANGER, CAMERA), after(3)));

        assertThat(site.alerts("address-claimed-twice")).hasSize(1);
    }

    @Test
    void whoClaimsTheGatewaysAddressAndForwardsIsNoServerOfTheSite() {
        site.see(arp(ROUTER, NOON));
        site.see(flow(VACUUM, INTERNET, 443));
        site.see(arp(STRANGER, NOON));
        site.see(arp(as(STRANGER, ROUTER), after(1)));
        site.see(flow(VACUUM, Host.of("203.0.113.10").behind(STRANGER), 443).number(2));

        for (int port = 1; port <= 20; port++) {
            site.see(flow(STRANGER, VACUUM, port).outcome(Outcome.REFUSED).number(10 + port));
        }

        assertThat(site.alert("scan").device().value()).isEqualTo("00-00-5e-00-53-66");
    }

    @Test
    void whoeverClaimsTheAddressOfTheListedGatewayIsToldAtOnce() {
        site.see(arp(ROUTER, NOON));

        site.see(arp(as(STRANGER, ROUTER), after(1)));

        Alert alert = site.alert("address-claimed-twice");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.what()).contains("the address of the gateway", "belongs to Router");
    }

    @Test
    void theGatewayTakingItsAddressBackIsNotTheAttacker() {
        site.see(arp(as(STRANGER, ROUTER), NOON));
        site.see(arp(ROUTER, after(1)));

        assertThat(site.alert("address-claimed-twice").device().value()).isEqualTo("00-00-5e-00-53-66");
    }

    @Test
    void whoClaimsTheGatewaysAddressWhileAnotherRoutesIsToldAtOnce() {
        Watched bare = new Watched("lisbon", """
                curfew: 1
                sites: [ { id: lisbon, gateway: 192.0.2.1, zones: [ { id: things, subnets: [192.0.2.0/25] } ] } ]
                """);
        bare.see(flow(VACUUM, INTERNET, 443));

        bare.see(arp(as(STRANGER, ROUTER), after(4)));

        assertThat(bare.alert("address-claimed-twice").what()).contains("reached through");
    }

    @Test
    void anAddressThatMovesOrIsLeasedAnewIsNotClaimedTwice() {
        site.see(arp(CAMERA, NOON));
        site.see(arp(as(STRANGER, CAMERA), after(60)));
        site.see(arp(as(STRANGER, CAMERA), after(120)));
        for (int turn = 0; turn < 6; turn++) {
            Host client = as(turn % 2 == 0 ? VACUUM : STRANGER, CAMERA);
            site.see(ack(ROUTER, client, after(130 + turn), "someone"));
            site.see(arp(client, after(130 + turn)));
        }

        assertThat(site.alerts("address-claimed-twice")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00:00:5e:00:01:07",
                "00:00:5e:00:02:07",
                "00:00:0c:07:ac:07",
                "00:00:0c:9f:f0:07",
                "00:05:73:a0:00:07",
                "00:07:b4:00:01:07"
            })
    void routersThatShareAnAddressDoNotClaimItTwice(String virtual) {
        Host shared = Host.of(virtual, "192.0.2.1");
        site.see(arp(ROUTER, NOON));
        for (int turn = 1; turn < 6; turn++) {
            site.see(arp(shared, after(turn * 2L)));
        }

        assertThat(site.alerts("address-claimed-twice")).isEmpty();
    }

    @Test
    void whatIsSeenOnAnotherSegmentIsNoContradiction() {
        for (int turn = 0; turn < 6; turn++) {
            site.see("attic", arp(CAMERA, after(turn * 2L)));
            site.see("cellar", arp(as(STRANGER, CAMERA), after(turn * 2L + 1)));
        }

        assertThat(site.alerts("address-claimed-twice")).isEmpty();
    }

    @Test
    void aLinkLocalAddressOfSeveralVlansIsClaimedTwiceOnAnyOfThem() {
        site.see(ndp(as(ROUTER, LINK_LOCAL), NOON, 10));
        for (int turn = 0; turn < 4; turn++) {
            site.see(ndp(as(ROUTER, LINK_LOCAL), after(4L * turn + 1), 10));
            site.see(ndp(as(ROUTER, LINK_LOCAL), after(4L * turn + 2), 20));
            site.see(ndp(as(STRANGER, LINK_LOCAL), after(4L * turn + 3), 20));
        }

        assertThat(site.alerts("address-claimed-twice")).hasSize(1);
    }

    private static DhcpObservation leased(Host client, Instant at, Integer... vlanIds) {
        return new DhcpObservation(
                at,
                4,
                "ack",
                client.mac(),
                Host.of("00:00:5e:00:53:fe", "192.0.2.126").port(67),
                client.ip(),
                null,
                "phone",
                null,
                List.of(),
                Host.of("192.0.2.126").ip(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofHours(12),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(vlanIds));
    }

    /** The private zone and another VLAN, of which the policy does not say that it has the same addresses. */
    private static Watched twoVlans() {
        return new Watched("lisbon", """
                curfew: 1
                sites:
                  - id: lisbon
                    gateway: 192.0.2.1
                    zones: [ { id: things, subnets: [192.0.2.0/25], vlans: [10] }, { id: guest, vlans: [20] } ]
                devices: [ { id: router, mac: "02:00:00:00:00:01", name: Router } ]
                """);
    }

    @Test
    void aLeaseOnAnotherVlanGivesNobodyTheAddressOfTheGateway() {
        Watched both = twoVlans();
        both.see(arp(ROUTER, NOON, 10));
        both.see(leased(as(STRANGER, ROUTER), after(1), 20));
        both.see(arp(as(STRANGER, ROUTER), after(2), 20));
        both.see(arp(ROUTER, after(3), 10));

        assertThat(both.alerts("address-claimed-twice")).isEmpty();
    }

    @Test
    void theGatewayOfAnotherVlanMayHaveTheSameAddress() {
        Watched both = twoVlans();
        both.see(flow(VACUUM, INTERNET, 443).vlan(10));

        both.see(arp(as(STRANGER, ROUTER), after(1), 20));

        assertThat(both.alerts("address-claimed-twice")).isEmpty();
    }

    @Test
    void whoClaimsTheGatewaysAddressOnItsVlanIsToldAtOnce() {
        Watched both = twoVlans();
        both.see(flow(VACUUM, INTERNET, 443).vlan(10));

        both.see(arp(as(STRANGER, ROUTER), after(1), 10));

        assertThat(both.alerts("address-claimed-twice")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 99})
    void whoHasTheGatewaysAddressElsewhereFirstTakesNothingFromIt(int vlan) {
        Watched both = twoVlans();
        both.see(arp(as(STRANGER, ROUTER), NOON, vlan));
        both.see(arp(ROUTER, after(1), 10));

        both.see(arp(as(VACUUM, ROUTER), after(2), 10));

        assertThat(both.alerts("address-claimed-twice")).hasSize(1);
    }

    @Test
    void whoIsToldAClaimThatNotAllAreToldIsNamed() {
        site.see(arp(as(STRANGER, CAMERA), NOON));
        site.see(flow(VACUUM, INTERNET, 443));
        NeighborObservation claim = arp(as(STRANGER, ROUTER), after(1));

        site.see(new NeighborObservation(
                claim.at(),
                claim.operation(),
                claim.senderMac(),
                claim.senderIp(),
                Objects.requireNonNull(CAMERA.mac()),
                CAMERA.ip(),
                List.of(),
                false,
                false));

        assertThat(site.alert("address-claimed-twice").what())
                .contains("says that it has 192.0.2.1")
                .endsWith("It said so to Garden camera (192.0.2.22), not to all.");
    }

    @Test
    void anotherDeviceMayHaveALinkLocalAddressOnAnotherVlan() {
        for (int turn = 0; turn < 6; turn++) {
            site.see(ndp(as(ROUTER, LINK_LOCAL), after(3L * turn), 10));
            site.see(ndp(as(ROUTER, LINK_LOCAL), after(3L * turn + 1), 20));
            site.see(ndp(as(STRANGER, LINK_LOCAL), after(3L * turn + 2), 30));
        }

        assertThat(site.alerts("address-claimed-twice")).isEmpty();
    }

    // mac-spoofed

    @Test
    void aMachineThatAsksAndCallsItselfOtherwiseHasACopiedMacAddress() {
        site.see(discover(VACUUM, NOON, "rockrobo", "udhcp 1.19.4", 1, 3, 6, 12));

        site.see(discover(VACUUM, after(30), "laptop-x", "MSFT 5.0", 1, 3, 6, 15, 31, 33));

        Alert alert = site.alert("mac-spoofed");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.what())
                .contains("95 of 100", "laptop-x", "rockrobo", "MSFT 5.0", "udhcp 1.19.4", "(40)", "(35)", "(20)")
                .contains("for the options \"1, 3, 6, 15, 31, 33\" instead of \"1, 3, 6, 12\"");
    }

    @Test
    void initialTtlAndTlsAddToTheScore() {
        site.see(discover(VACUUM, NOON, "rockrobo", "udhcp 1.19.4", 1, 3, 6, 12));
        site.see(flow(VACUUM, INTERNET, 443).marks(64, new Ja4("t13d1516h2_8daaf6152771_02713d6af862")));
        site.see(discover(VACUUM, after(30), "rockrobo", "udhcp 1.19.4", 1, 3, 6));
        assertThat(site.alerts("mac-spoofed")).isEmpty();

        site.see(flow(VACUUM, INTERNET, 443)
                .number(2)
                .at(after(40))
                .marks(128, new Ja4("t13d1516h2_8daaf6152771_e5627efa2ab1")));

        assertThat(site.alert("mac-spoofed").what()).contains("75 of 100", "\"128\" instead of \"64\" (25)");
    }

    @Test
    void aDeviceThatThePolicyDoesNotNameIsNotCalledByTheNameOfTheOther() {
        site.see(discover(STRANGER, NOON, "hs110", "udhcp 1.19.4", 1, 3, 6, 12));

        site.see(discover(STRANGER, after(30), "laptop-x", "MSFT 5.0", 1, 3, 6, 15, 31, 33));

        Alert alert = site.alert("mac-spoofed");
        assertThat(alert.deviceName()).isEqualTo("hs110");
        assertThat(alert.what()).contains("of hs110:", "It calls itself \"laptop-x\" instead of \"hs110\"");
        assertThat(alert.advice()).startsWith("See whether hs110 itself");
    }

    @Test
    void whoTakesANameOfThePolicyOrTwoNamesChangesNothingInThat() {
        site.see(discover(CAMERA, NOON, "espressif", "udhcp 1.19.4", 1, 3, 6, 12));
        site.see(discover(CAMERA, after(30), "Garden camera", "MSFT 5.0", 1, 3, 6, 15, 31, 33));
        assertThat(site.alert("mac-spoofed").deviceName()).isEqualTo("Garden camera");

        Watched other = bare("gateway: 192.0.2.1");
        other.see(discover(STRANGER, NOON, "hs110", "udhcp 1.19.4", 1, 3, 6, 12));
        other.see(discover(STRANGER, after(30), "laptop-x", "MSFT 5.0", 1, 3, 6, 15, 31, 33));
        other.see(discover(STRANGER, after(60), "laptop-y", "MSFT 5.0", 1, 3, 6, 15, 31, 33));
        assertThat(other.alert("mac-spoofed").deviceName()).isEqualTo("hs110");
    }

    @Test
    void anUpdateANewNameOrALoaderIsNoCopy() {
        site.see(discover(VACUUM, NOON, "rockrobo", "udhcp 1.19.4", 1, 3, 6, 12));
        site.see(discover(VACUUM, after(30), "rockrobo", "udhcp 1.21.1", 1, 3, 6));
        site.see(discover(CAMERA, NOON, "camera", "udhcp 1.19.4", 1, 3, 6, 12));
        site.see(discover(CAMERA, after(30), "garden", "udhcp 1.19.4", 1, 3, 6, 12));
        site.see(discover(CAMERA, after(60), "x", "PXEClient:Arch:00000", 1, 2, 3));
        site.see(discover(CAMERA, after(61), "x", "HTTPClient:Arch:00016", 1, 2));
        site.see(discover(CAMERA, after(62), "x", "U-Boot.armv8", 1, 3));

        assertThat(site.alerts("mac-spoofed")).isEmpty();
    }

    @Test
    void contradictionsThatLieFarApartDoNotAddUp() {
        site.see(discover(VACUUM, NOON, "rockrobo", "udhcp 1.19.4", 1, 3, 6, 12));
        site.see(discover(VACUUM, after(30), "rockrobo", "MSFT 5.0", 1, 3, 6, 12));
        site.see(discover(VACUUM, after(2 * 3_600), "rockrobo", "MSFT 5.0", 1, 3, 6));

        assertThat(site.alerts("mac-spoofed")).isEmpty();
    }

    @Test
    void twoSystemsOfOneComputerAreToldOnce() {
        for (int day = 0; day < 4; day++) {
            site.see(discover(VACUUM, after(day * 86_400L), "linux", "dhcpcd 9", 1, 3, 6, 12));
            site.see(discover(VACUUM, after(day * 86_400L + 600), "windows", "MSFT 5.0", 1, 3, 15));
        }

        assertThat(site.alert("mac-spoofed").count()).isLessThanOrEqualTo(3);
    }

    @Test
    void aComputerWithManyWaysToBeginTlsIsStillRecognisedByItsOtherMarks() {
        site.see(discover(VACUUM, NOON, "rockrobo", "udhcp 1.19.4", 1, 3, 6, 12));
        for (int way = 0; way < 40; way++) {
            site.see(flow(VACUUM, INTERNET, 443)
                    .number(way)
                    .at(after(10 + way))
                    .marks(64, new Ja4("t13d15%02dh2_8daaf6152771_e5627efa2ab1".formatted(way))));
        }

        site.see(discover(VACUUM, after(3_700), "laptop-x", "MSFT 5.0", 1, 3, 6, 15, 31, 33));

        assertThat(site.alert("mac-spoofed").what()).contains("95 of 100", "rockrobo");
    }

    @Test
    void twoPlacesAtOnceCountTogetherWithAnotherContradiction() {
        site.see("attic", arp(VACUUM, NOON));
        site.see("cellar", arp(as(VACUUM, Host.of("192.0.2.130")), after(20)));
        assertThat(site.alerts("mac-spoofed")).isEmpty();

        site.see(discover(VACUUM, after(30), "a", "udhcp 1", 1, 3));
        site.see(discover(VACUUM, after(40), "a", "udhcp 1", 1, 3, 15));

        assertThat(site.alert("mac-spoofed").what())
                .contains("70 of 100", "At the same time it is in \"zone guest\" instead of \"zone things\" (30).");
    }

    @Test
    void whoServesOrCommandsIsInSeveralPlacesAtOnce() {
        for (Host one : List.of(ROUTER, HASS)) {
            site.see("attic", arp(one, NOON));
            site.see("cellar", arp(as(one, Host.of("192.0.2.130")), after(20)));

            site.see(discover(one, after(30), "a", "udhcp 1", 1, 3));
            site.see(discover(one, after(40), "a", "udhcp 1", 1, 3, 15));
        }

        assertThat(site.alerts("mac-spoofed")).isEmpty();
    }

    @Test
    void twoSensorsOnOneSegmentAreNoTwoPlaces() {
        NeighborObservation tagged = arp(VACUUM, after(40), 30);
        site.see("attic", arp(VACUUM, NOON));
        site.see("cellar", arp(VACUUM, NOON));
        site.see("uplink", tagged);

        site.see(discover(VACUUM, after(50), "a", "udhcp 1", 1, 3));
        site.see(discover(VACUUM, after(60), "a", "udhcp 1", 1, 3, 15));

        assertThat(site.alerts("mac-spoofed")).isEmpty();
    }

    @Test
    void twoVlansOfAZoneAreTwoPlaces() {
        site.see("attic", arp(VACUUM, NOON, 30));
        site.see("attic", arp(VACUUM, after(20), 31));

        site.see(discover(VACUUM, after(30), "a", "udhcp 1", 1, 3));
        site.see(discover(VACUUM, after(40), "a", "udhcp 1", 1, 3, 15));

        assertThat(site.alert("mac-spoofed").what())
                .contains("in \"zone things, VLAN 31\" instead of \"zone things, VLAN 30\" (30).");
    }

    @Test
    void whatIsRememberedOfADeviceStaysSmallWhateverItSaysByDhcp() {
        List<Integer> options = new ArrayList<>(IntStream.range(1, 255).boxed().toList());
        for (int message = 0; message < 80; message++) {
            Collections.rotate(options, 1);
            String said = message + " is what it says, at length".repeat(100);

            site.see(discover(STRANGER, after(message), said, said, options.toArray(Integer[]::new)));
        }

        Likeness known = site.memory().get(Table.LIKENESSES, new DeviceId("00-00-5e-00-53-66"));
        assertThat(known).isNotNull().satisfies(likeness -> {
            assertThat(likeness.doubts()).isNotEmpty();
            assertThat(Stream.concat(
                                    likeness.marks().stream().map(Likeness.Mark::value),
                                    likeness.doubts().stream().flatMap(doubt -> Stream.of(doubt.known(), doubt.seen())))
                            .mapToInt(String::length)
                            .sum())
                    .isLessThan(8 * 1_024);
        });
    }

    // rogue-server

    @Test
    void anAlertNamesAFewOfTheResolversThatARogueServerHandsOut() {
        String[] many =
                IntStream.range(0, 60).mapToObj(last -> "192.0.2." + last).toArray(String[]::new);

        site.see(ack(STRANGER, CAMERA, NOON, "camera", many));

        assertThat(site.alert("rogue-server").what())
                .contains("resolver 192.0.2.0, 192.0.2.1,", "192.0.2.7 and 52 more")
                .doesNotContain("192.0.2.8");
    }

    @Test
    void aDhcpServerThatThePolicyDoesNotNameIsRogue() {
        site.see(ack(ROUTER, VACUUM, NOON, "rockrobo", "192.0.2.1"));
        assertThat(site.alerts("rogue-server")).isEmpty();

        site.see(ack(STRANGER, CAMERA, after(1), "camera", "192.0.2.66"));

        Alert alert = site.alert("rogue-server");
        assertThat(alert.device().value()).isEqualTo("00-00-5e-00-53-66");
        assertThat(alert.service()).isEqualTo("dhcp");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.what()).contains("hands out addresses", "resolver 192.0.2.66", "The policy names others");
    }

    @Test
    void aRouterThatThePolicyDoesNotNameIsRogue() {
        site.see(arp(ROUTER, NOON));
        site.see(advertisement(new Host(ROUTER.mac(), Host.of("fe80::1").ip()), NOON, Duration.ofHours(1)));
        assertThat(site.alerts("rogue-server")).isEmpty();

        site.see(advertisement(new Host(STRANGER.mac(), Host.of("fe80::66").ip()), after(1), Duration.ofHours(1)));

        assertThat(site.alert("rogue-server").service()).isEqualTo("router advertisement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway: 192.0.2.1", "resolvers: 192.0.2.1"})
    void aRouterThatThePolicyNamesByItsAddressAloneServesBothVersionsOfTheInternetProtocol(String named) {
        Watched bare = bare(named);
        bare.see(arp(ROUTER, NOON));

        bare.see(advertisement(as(ROUTER, LINK_LOCAL), after(1), Duration.ofHours(1)));
        bare.see(reply(as(ROUTER, LINK_LOCAL), VACUUM.mac(), after(2), null, List.of(VACUUM.ip())));

        assertThat(bare.alerts("rogue-server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 30})
    void whoClaimsTheGatewaysAddressMayNotServeAndTheGatewayStillMay(int claims) {
        Watched bare = bare("gateway: [192.0.2.1, 192.0.2.129]");
        bare.see(arp(ROUTER, NOON));
        Instant later = NOON.plus(Duration.ofDays(9));
        bare.see(arp(ROUTER, later.minusSeconds(60)));
        for (int claim = 0; claim < claims; claim++) {
            bare.see(arp(ROUTER, later.plusSeconds(2L * claim)));
            bare.see(arp(as(STRANGER, ROUTER), later.plusSeconds(2L * claim + 1)));
            bare.see(arp(as(STRANGER, Host.of("192.0.2.129")), later.plusSeconds(2L * claim + 1)));
        }

        bare.see(advertisement(as(ROUTER, LINK_LOCAL), later.plusSeconds(90), Duration.ofHours(1)));
        bare.see(advertisement(as(STRANGER, LINK_LOCAL), later.plusSeconds(90), Duration.ofHours(1)));

        assertThat(bare.alert("rogue-server").device().value()).isEqualTo("00-00-5e-00-53-66");
    }

    @Test
    void aRouterThatTookTheAddressOfAnotherIsTheGatewayAfterADay() {
        Watched bare = bare("gateway: 192.0.2.1");
        bare.see(arp(ROUTER, NOON));
        Instant exchanged = NOON.plus(Duration.ofDays(9));
        for (int hour = 0; hour <= 30; hour++) {
            bare.see(arp(as(STRANGER, ROUTER), exchanged.plus(Duration.ofHours(hour))));
        }

        bare.see(advertisement(as(STRANGER, LINK_LOCAL), exchanged.plus(Duration.ofHours(31)), Duration.ofHours(1)));

        assertThat(bare.alerts("rogue-server")).isEmpty();
    }

    @Test
    void whereThePolicyNamesNoGatewayWhoRoutesAndLeasesFromTheStartIsNotRogueAndALaterOneIs() {
        Watched bare = bare("resolvers: 192.0.2.53");
        bare.see(arp(ROUTER, NOON));
        bare.see(ack(ROUTER, VACUUM, after(1), "rockrobo", "192.0.2.53"));
        bare.see(advertisement(as(ROUTER, LINK_LOCAL), after(2), Duration.ofHours(1)));
        assertThat(bare.alerts("rogue-server")).isEmpty();

        bare.see(ack(STRANGER, CAMERA, NOON.plus(Duration.ofDays(9)), "camera", "192.0.2.66"));

        Alert alert = bare.alert("rogue-server");
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.what()).contains("It was not seen to do so before, in the 9 days");
    }

    @Test
    void aStrangerThatAnswersForNamesIsRogueWhereOnlyResolversAreNamed() {
        Watched bare = bare("resolvers: 192.0.2.53");

        bare.see(answer(VACUUM, STRANGER, NOON, "cloud.example.org", "192.0.2.66"));

        assertThat(bare.alert("rogue-server").what()).contains("The policy names others for that.");
    }

    @Test
    void aBorderRouterThatOffersNoDefaultRouteIsNotRogue() {
        site.see(advertisement(new Host(STRANGER.mac(), Host.of("fe80::66").ip()), NOON, Duration.ZERO));

        assertThat(site.alerts("rogue-server")).isEmpty();
    }

    @Test
    void aNeighbourThatAnswersForNamesIsRogue() {
        site.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "203.0.113.9"));
        site.see(answer(VACUUM, Host.of("198.51.100.53").behind(ROUTER), NOON, "cloud.example.org", "203.0.113.9"));
        assertThat(site.alerts("rogue-server")).isEmpty();

        site.see(answer(VACUUM, STRANGER, NOON, "cloud.example.org", "192.0.2.66"));

        assertThat(site.alert("rogue-server").what()).contains("answers questions for names", "cloud.example.org");
    }

    @Test
    void whereThePolicyNamesNoServersHabitDoes() {
        Watched bare = new Watched("lisbon", NO_SERVERS);
        bare.see(ack(ROUTER, VACUUM, NOON, "rockrobo", "192.0.2.1"));
        bare.see(ack(ROUTER, VACUUM, NOON.plus(Duration.ofDays(9)), "rockrobo", "192.0.2.1"));
        assertThat(bare.alerts("rogue-server")).isEmpty();

        bare.see(ack(STRANGER, CAMERA, NOON.plus(Duration.ofDays(9)), "camera", "192.0.2.66"));

        assertThat(bare.alert("rogue-server").what())
                .contains("not seen to do so before, in the 9 days for which this site was watched.");
        assertThat(bare.alert("rogue-server").severity()).isEqualTo(Severity.MEDIUM);
    }

    // ntp-bypass

    @Test
    void askingAnotherTimeServerBypassesTheSites() {
        site.see(flow(VACUUM, INTERNET, 123).udp());

        Alert alert = site.alert("ntp-bypass");
        assertThat(alert.what()).contains("Robot vacuum asks 203.0.113.9 for the time", "192.0.2.1, *.pool.ntp.org");
        assertThat(alert.severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void theSitesTimeServersMayBeAskedByAddressAndByName() {
        site.see(answer(VACUUM, ROUTER, NOON, "2.pool.ntp.org", "203.0.113.9"));

        site.see(flow(VACUUM, INTERNET, 123).udp());
        site.see(flow(VACUUM, ROUTER, 123).udp());
        site.see(flow(ROUTER, Host.of("203.0.113.10"), 123).udp());

        assertThat(site.alerts("ntp-bypass")).isEmpty();
    }

    @Test
    void aNeighbourThatDoesNotAnswerIsNoServer() {
        site.see(flow(VACUUM, STRANGER, 123).udp().outcome(Outcome.UNANSWERED));
        site.see(flow(VACUUM, STRANGER, 53).udp().outcome(Outcome.REJECTED).number(2));
        assertThat(site.alerts()).extracting(Alert::origin).doesNotContain("ntp-bypass", "dns-bypass");

        site.see(flow(VACUUM, STRANGER, 123).udp().number(3));
        assertThat(site.alerts("ntp-bypass")).hasSize(1);
    }

    @Test
    void whereNobodySaysWhichTimeServerNothingIsBypassed() {
        Watched bare = new Watched("lisbon", NO_SERVERS);

        bare.see(flow(VACUUM, INTERNET, 123).udp());

        assertThat(bare.alerts("ntp-bypass")).isEmpty();
    }

    // wrong-zone

    @Test
    void aDeviceThatIsKnownForADayIsToldInAnotherZoneOnce() {
        site.see(arp(VACUUM, NOON));
        Host elsewhere = as(VACUUM, Host.of("192.0.2.140"));

        site.see(arp(elsewhere, NOON.plus(Duration.ofDays(3))));
        site.see(arp(elsewhere, NOON.plus(Duration.ofDays(4))));

        Alert alert = site.alert("wrong-zone");
        assertThat(alert.count()).isEqualTo(1);
        assertThat(alert.zone()).isEqualTo("guest");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.what()).contains("in zone guest with 192.0.2.140", "3 days", "zone things only");
    }

    @Test
    void zonesOfTheFirstDayControllersAndRandomMacAddressesAreNotWrong() {
        Host phone = Host.of("d2:00:00:00:00:33", "192.0.2.33");
        for (Host host : List.of(HASS, phone, ROUTER)) {
            site.see(arp(host, NOON));
            site.see(arp(as(host, Host.of("192.0.2.141")), NOON.plus(Duration.ofDays(3))));
        }
        site.see(arp(VACUUM, NOON));
        site.see(arp(as(VACUUM, Host.of("192.0.2.140")), NOON.plus(Duration.ofHours(3))));

        assertThat(site.alerts("wrong-zone")).isEmpty();
    }

    // inbound-from-internet

    @Test
    void aDeviceThatAnswersTheInternetIsTold() {
        site.see(flow(INTERNET, CAMERA, 80).start());
        assertThat(site.alerts("inbound-from-internet")).isEmpty();

        site.see(flow(INTERNET, CAMERA, 80));
        site.see(flow(Host.of("198.51.100.7").behind(ROUTER), CAMERA, 80).number(2));

        Alert alert = site.alert("inbound-from-internet");
        assertThat(alert.device().value()).isEqualTo("camera");
        assertThat(alert.count()).isEqualTo(2);
        assertThat(alert.what()).contains("198.51.100.7 on the internet reached Garden camera by http");
    }

    @ParameterizedTest
    @CsvSource({"UNANSWERED", "REFUSED", "REJECTED"})
    void whoDoesNotGetThroughIsNotTold(Outcome outcome) {
        site.see(flow(INTERNET, CAMERA, 80).outcome(outcome));

        assertThat(site.alerts("inbound-from-internet")).isEmpty();
    }

    @Test
    void aConnectionFromTheInternetThatIsResetWasAnsweredIfMoreThanTheResetCameBack() {
        site.see(flow(INTERNET, CAMERA, 80).outcome(Outcome.RESET).packets(2, 1));
        assertThat(site.alerts("inbound-from-internet")).isEmpty();

        site.see(flow(INTERNET, CAMERA, 80).outcome(Outcome.RESET).packets(6, 5).number(2));

        assertThat(site.alert("inbound-from-internet").count()).isEqualTo(1);
    }

    @Test
    void aLateAnswerAndAnInferredBeginningAreNotInbound() {
        site.see(flow(CAMERA, INTERNET, 443).udp());

        site.see(flow(INTERNET, CAMERA, 50_000).fromPort(443).udp().number(2).at(after(600)));
        site.see(flow(INTERNET, CAMERA, 80).inferred().number(3));
        site.see(flow(HASS, CAMERA, 80).number(4));

        assertThat(site.alerts("inbound-from-internet")).isEmpty();
    }

    @Test
    void whatAnEntryAllowsIsNotInbound() {
        Watched open = new Watched(
                "lisbon",
                LISBON,
                "rules: [ { id: r, subject: { devices: [camera] }, allow: [ { from: 203.0.113.9, ports: tcp/80 } ] } ]");

        open.see(flow(INTERNET, CAMERA, 80));

        assertThat(open.alerts("inbound-from-internet")).isEmpty();
    }

    // several of them

    @Test
    void whatWasNeverSeenBeforeRestsOnWhatIsKnownToBeMissing() {
        Watched bare = new Watched("lisbon", NO_SERVERS);
        Host plug = Host.of("00:00:5e:00:53:33", "192.0.2.33");
        bare.see(arp(CAMERA, NOON));
        bare.see(arp(plug, NOON));
        bare.missing("attic", 500);
        Instant later = NOON.plus(Duration.ofDays(9));

        bare.see(flow(CAMERA, VACUUM, 22).at(later));
        bare.see(ack(STRANGER, VACUUM, later, "rockrobo", "192.0.2.66"));
        bare.see(arp(as(plug, Host.of("192.0.2.140")), later));

        assertThat(List.of("lateral-movement", "rogue-server", "wrong-zone"))
                .allSatisfy(detection -> assertThat(bare.alert(detection).what())
                        .contains("in the 9 days for which", "though 500 batches of sensor attic did not arrive."));
    }
}
