package io.curfew.policy.watch;

import io.curfew.events.DomainName;
import io.curfew.events.Outcome;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Verdict;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.advertisement;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Patterns that rules cannot say. */
final class DetectionsTest {
    private static final Host PUBLIC_RESOLVER = Host.of("8.8.8.8").behind(ROUTER);

    private static final String SITE = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                timeServers: [198.51.100.123]
                zones:
                  - { id: things, subnets: [192.0.2.0/26] }
                  - { id: guest,  subnets: [192.0.2.128/26] }
            devices:
              - { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum }
            """;

    private static Watched lisbon(String entries) {
        return new Watched(
                "lisbon", SITE, "rules: [ { id: r, subject: { zones: [things] }, allow: [ " + entries + " ] } ]");
    }

    private final Watched site = lisbon("{ to: internet }, { to: resolvers }");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ to: 9.9.9.9, service: dns }, { to: internet }",
                "{ to: internet }, { to: 9.9.9.9, service: dns }"
            })
    void anEntryThatNamesTheVeryPeerCountsWhereverItStands(String entries) {
        Watched told = lisbon(entries);

        told.see(flow(VACUUM, Host.of("9.9.9.9").behind(ROUTER), 53).udp());

        assertThat(told.alerts("dns-bypass")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8,53,true,DNS",
        "203.0.113.9,53,true,DNS",
        "8.8.8.8,53,false,DNS over TCP",
        "203.0.113.9,853,false,DNS over TLS",
        "203.0.113.9,853,true,DNS over QUIC",
        "1.1.1.1,443,false,DNS over HTTPS",
        "9.9.9.9,443,true,DNS over HTTPS",
        "162.159.192.7,2408,true,a tunnel of Cloudflare WARP",
        "162.159.193.7,2408,true,a tunnel of Cloudflare WARP",
        "2606:4700:d0::a29f:c007,443,true,a tunnel of Cloudflare WARP",
        "2606:4700:d1::a29f:c007,443,true,a tunnel of Cloudflare WARP",
        "192.0.2.40,53,true,DNS"
    })
    void askingAnotherResolverBypassesTheSites(String address, int port, boolean udp, String how) {
        Sketch.Flow flow = flow(VACUUM, Host.of(address), port);

        site.see(udp ? flow.udp() : flow);

        Alert alert = site.alert("dns-bypass");
        assertThat(alert.kind()).isEqualTo(Alert.Kind.DETECTION);
        assertThat(alert.what()).contains("Robot vacuum asks", address, "by " + how + ".", "192.0.2.1");
        assertThat(alert.why()).isNotBlank();
        assertThat(alert.advice()).isNotBlank();
        assertThat(alert.evidence()).hasSize(1);
    }

    @Test
    void aKnownNameTellsDnsOverHttpsAtAnUnknownAddress() {
        site.see(flow(VACUUM, CLOUD, 443).serverName("eu.dns.nextdns.io"));

        assertThat(site.alert("dns-bypass").peer())
                .isEqualTo(new Peer(CLOUD.ip(), new DomainName("eu.dns.nextdns.io"), Peer.NameSource.SERVER_NAME));
    }

    @Test
    void aTimeServerIsKnownByEachNameOfItsChain() {
        Watched told = new Watched("lisbon", SITE.replace("198.51.100.123", "'*.pool.ntp.org'"), "");
        told.see(answer(VACUUM, ROUTER, NOON, "time.vendor.example", "203.0.113.9", "0.pool.ntp.org"));

        told.see(flow(VACUUM, CLOUD, 123).udp());

        assertThat(told.alerts("ntp-bypass")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dns,true,DNS", "dot,false,DNS over TLS", "doq,true,DNS over QUIC", "doh,false,DNS over HTTPS"})
    void aSensorsMarkTellsAResolverOnAnyPort(String mark, boolean udp, String how) {
        Sketch.Flow flow = flow(VACUUM, CLOUD, 8_443).protocol(mark);

        site.see(udp ? flow.udp() : flow);

        assertThat(site.alert("dns-bypass").what()).contains("by " + how + ".");
    }

    @Test
    void aMarkDoesNotTurnTheSitesResolverIntoAnother() {
        site.see(flow(VACUUM, ROUTER, 853).protocol("dot"));
        site.see(flow(VACUUM, CLOUD, 8_443).protocol("tls"));

        assertThat(site.alerts("dns-bypass")).isEmpty();
    }

    @Test
    void theSitesResolverMayBeAskedAndMayAskOthers() {
        site.see(flow(VACUUM, ROUTER, 53).udp());
        site.see(flow(ROUTER, PUBLIC_RESOLVER, 53).udp());
        site.see(flow(VACUUM, Host.of("203.0.113.9"), 443).serverName("www.google.com"));

        assertThat(site.alerts("dns-bypass")).isEmpty();
    }

    @Test
    void aBypassSaysWhetherTheLeaseHandedTheResolverOut() {
        site.see(ack(ROUTER, VACUUM, NOON, "rockrobo", "8.8.8.8"));

        site.see(flow(VACUUM, PUBLIC_RESOLVER, 53).udp());

        assertThat(site.alert("dns-bypass").what()).contains("lease handed this resolver out");
        assertThat(site.alert("dns-bypass").advice()).contains("DHCP server");
    }

    @Test
    void whereThePolicyNamesNoResolverTheLeaseDoes() {
        Watched bare = new Watched("lisbon", """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: internet } ] } ]
                """);
        bare.see(ack(ROUTER, VACUUM, NOON, "rockrobo", "203.0.113.53"));

        bare.see(flow(VACUUM, Host.of("203.0.113.53"), 53).udp());
        assertThat(bare.alerts("dns-bypass")).isEmpty();

        bare.see(flow(VACUUM, PUBLIC_RESOLVER, 53).udp());
        assertThat(bare.alert("dns-bypass").what()).contains("203.0.113.53");
    }

    @Test
    void whatARouterAdvertisesCountsBesideTheLease() {
        Watched bare = new Watched("lisbon", """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: internet } ] } ]
                """);
        bare.see(ack(ROUTER, VACUUM, NOON, "rockrobo", "203.0.113.53"));
        bare.see(advertisement(Host.of("02:00:00:00:00:01", "fe80::1"), NOON, Duration.ofHours(1), "2001:db8::53"));

        bare.see(flow(VACUUM, Host.of("2001:db8::53"), 53).udp());
        assertThat(bare.alerts("dns-bypass")).isEmpty();

        bare.see(flow(VACUUM, Host.of("2001:db8::54"), 53).udp());
        assertThat(bare.alert("dns-bypass").what()).contains("2001:db8::54");
    }

    @Test
    void aResolverThatAnEntryNamesIsNoBypass() {
        Watched lenient = lisbon("{ to: 8.8.8.8 }");

        lenient.see(flow(VACUUM, PUBLIC_RESOLVER, 53).udp());

        assertThat(lenient.alerts("dns-bypass")).isEmpty();
    }

    @Test
    void anAddressThatNobodyAskedForIsHardCodedAndSaysHowLongDnsWasWatched() {
        site.see(answer(VACUUM, ROUTER, NOON, "api.example", "198.51.100.7"));

        site.see(flow(VACUUM, CLOUD, 8_053).udp().at(NOON.plus(Duration.ofHours(3))));

        Alert alert = site.alert("hard-coded-address");
        assertThat(alert.what()).contains("203.0.113.9", "udp/8053", "3 hours");
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void shortlyAfterTheWatchBeganAHardCodedAddressMattersLittle() {
        site.see(flow(VACUUM, CLOUD, 443));

        assertThat(site.alert("hard-coded-address").severity()).isEqualTo(Severity.LOW);
        assertThat(site.alert("hard-coded-address").what()).contains("No DNS question was seen");
    }

    @Test
    void anAddressThatAnyDeviceOfTheSiteWasAnsweredIsNotHardCoded() {
        site.see(answer(Host.of("02:00:00:00:00:33", "192.0.2.33"), ROUTER, NOON, "api.example", "203.0.113.9"));

        site.see(flow(VACUUM, CLOUD, 443).at(NOON.plus(Duration.ofDays(9))));

        assertThat(site.alerts("hard-coded-address")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.123", "255.255.255.255", "224.0.0.251", "192.0.2.1", "192.0.2.40", "10.0.0.9"})
    void serversOfTheSiteGroupsAndInsideAddressesAreNotHardCoded(String address) {
        site.see(flow(VACUUM, Host.of(address), 123).udp());

        assertThat(site.alerts("hard-coded-address")).isEmpty();
    }

    @Test
    void anAddressThatDoesNotAnswerIsHardCodedWhenItIsTriedForAMinute() {
        site.see(flow(VACUUM, CLOUD, 443).outcome(Outcome.UNANSWERED).number(1).at(NOON));
        site.see(flow(VACUUM, CLOUD, 443).outcome(Outcome.UNANSWERED).number(2).at(NOON.plusSeconds(50)));
        assertThat(site.alerts("hard-coded-address")).isEmpty();

        site.see(flow(VACUUM, CLOUD, 443).outcome(Outcome.UNANSWERED).number(3).at(NOON.plusSeconds(60)));

        assertThat(site.alert("hard-coded-address").count()).isEqualTo(1);
    }

    @Test
    void whoSearchesTheInternetIsToldForThatAndNotForEachAddress() {
        for (int host = 1; host <= 200; host++) {
            Host searched = Host.of("203.0.113." + host);
            site.see(flow(VACUUM, searched, 23)
                    .outcome(Outcome.UNANSWERED)
                    .number(host)
                    .at(NOON.plusSeconds(host)));
        }
        site.see(flow(VACUUM, Host.of("203.0.113.201"), 23).number(201).at(NOON.plusSeconds(201)));

        assertThat(site.alert("scan").device()).isEqualTo(new DeviceId("vacuum"));
        assertThat(site.alerts("hard-coded-address")).isEmpty();
    }

    @Test
    void whatAnswersWithinTenMinutesAfterASearchIsNotHardCodedAndWhatAnswersLaterIs() {
        for (int host = 1; host <= 100; host++) {
            site.see(flow(VACUUM, Host.of("203.0.113." + host), 23)
                    .outcome(Outcome.UNANSWERED)
                    .number(host)
                    .at(NOON.plusSeconds(host)));
        }
        for (int minute = 2; minute < 30; minute++) {
            Instant at = NOON.plus(Duration.ofMinutes(minute));
            site.see(flow(VACUUM, Host.of("203.0.113.200"), 443)
                    .outcome(Outcome.UNANSWERED)
                    .number(1_000 + minute)
                    .at(at));
            site.see(flow(VACUUM, Host.of("203.0.113." + (200 + minute)), 23)
                    .number(2_000 + minute)
                    .at(at));
        }

        assertThat(site.alerts("hard-coded-address"))
                .extracting(alert -> String.valueOf(alert.peer()))
                .noneMatch(peer -> peer.contains("203.0.113.211"))
                .anyMatch(peer -> peer.contains("203.0.113.229"));
    }

    @Test
    void anAddressThatAnEntryNamesIsNotHardCoded() {
        Watched lenient = lisbon("{ to: 203.0.113.0/24 }");

        lenient.see(flow(VACUUM, CLOUD, 443));

        assertThat(lenient.alerts()).isEmpty();
    }

    @Test
    void aFlowWhoseBeginningWasNotSeenIsNotHardCoded() {
        site.see(flow(VACUUM, CLOUD, 443).inferred());

        assertThat(site.alerts("hard-coded-address")).isEmpty();
    }

    @Test
    void manyHardCodedAddressesOfOneDeviceEndInOneAlert() {
        for (int peer = 0; peer < 200; peer++) {
            site.see(flow(VACUUM, Host.of("203.0.113." + peer), 443).number(peer));
        }

        assertThat(site.alerts("hard-coded-address")).hasSize(33);
        assertThat(site.alerts("hard-coded-address").getLast().peer()).isNull();
        assertThat(site.alerts("hard-coded-address").getLast().count()).isEqualTo(168);
    }

    @Test
    void anAddressThatHasAnAlertGoesOnCountingThereHoweverManyThereAre() {
        for (int peer = 0; peer < 40; peer++) {
            site.see(flow(VACUUM, Host.of("203.0.113." + peer), 443).number(peer));
        }

        for (int day = 1; day <= 20; day++) {
            site.see(flow(VACUUM, Host.of("203.0.113.0"), 443).number(100 + day).at(NOON.plus(Duration.ofDays(day))));
        }

        Alert first = site.alerts("hard-coded-address").getFirst();
        assertThat(first.state()).isEqualTo(Alert.State.OPEN);
        assertThat(first.count()).isEqualTo(21);
        assertThat(site.alerts("hard-coded-address").getLast().count()).isEqualTo(8);
        assertThat(site.alerts("hard-coded-address")).hasSize(33);
    }

    @Test
    void aDeviceThatIsNotListedIsNewOnceInAGuardedZone() {
        Host plug = Host.of("00:00:5e:00:53:33", "192.0.2.33");

        site.see(arp(plug, NOON));
        site.see(flow(plug, ROUTER, 53).udp().at(NOON.plusSeconds(5)));

        Alert alert = site.alert("new-device");
        assertThat(alert.device().value()).isEqualTo("00-00-5e-00-53-33");
        assertThat(alert.peer()).isNull();
        assertThat(alert.count()).isEqualTo(1);
        assertThat(alert.what()).contains("00:00:5e:00:53:33", "things");
    }

    @Test
    void theFirstTimeRestsOnWhatWasWatched() {
        site.see(arp(VACUUM, NOON));
        site.missing("attic", 500);

        site.see(arp(Host.of("00:00:5e:00:53:33", "192.0.2.33"), NOON.plus(Duration.ofDays(3))));
        site.see(arp(Host.of("d2:00:00:00:00:34", "192.0.2.34"), NOON.plus(Duration.ofDays(3))));

        assertThat(site.alerts("new-device"))
                .extracting(Alert::what)
                .hasSize(2)
                .allMatch(what -> what.contains("was seen for the first time in the 3 days for which this site was"
                        + " watched, though 500 batches of sensor attic did not arrive, in zone things."));
    }

    @Test
    void aDeviceIsNewOnceItsZoneIsKnown() {
        Host plug = Host.of("00:00:5e:00:53:33", "192.0.2.33");
        Host noAddress = Host.of("00:00:5e:00:53:33", "0.0.0.0");

        site.see(flow(noAddress, Host.of("255.255.255.255"), 67).fromPort(68).udp());
        assertThat(site.alerts("new-device")).isEmpty();

        site.see(ack(ROUTER, plug, NOON, "plug"));
        assertThat(site.alert("new-device").zone()).isEqualTo("things");
    }

    @Test
    void listedDevicesServersAndGuestsAreNotNew() {
        site.see(arp(VACUUM, NOON));
        site.see(arp(ROUTER, NOON));
        site.see(arp(Host.of("00:00:5e:00:53:77", "192.0.2.130"), NOON));

        assertThat(site.alerts("new-device")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "    gateway: 192.0.2.1", "    gateway: router"})
    void whoLooksLikeARouterIsNewAndHeldToTheRulesAllTheSame(String gateway) {
        Watched named = new Watched(
                "lisbon",
                SITE.replace("    zones:", gateway + "\n    zones:"),
                "  - { id: router, mac: \"02:00:00:00:00:01\" }",
                "rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: resolvers } ] } ]");
        Host stranger = Host.of("00:00:5e:00:53:33", "192.0.2.33");
        named.see(arp(ROUTER, NOON));
        named.see(flow(VACUUM, CLOUD, 443));

        named.see(flow(Host.of("198.51.100.7").behind(stranger), VACUUM, 9));
        named.see(flow(VACUUM, CLOUD.behind(stranger), 443).number(2));
        named.see(arp(stranger, NOON));
        named.see(arp(new Host(stranger.mac(), ROUTER.ip()), NOON.plusSeconds(1)));

        assertThat(named.verdict(flow(stranger, CLOUD, 443).number(3))).isInstanceOf(Verdict.Violation.class);
        assertThat(named.alert("new-device").device().value()).isEqualTo("00-00-5e-00-53-33");
    }

    @Test
    void theRouterThatThePolicyNamesByOneAddressIsNotNewByAnother() {
        Watched named = new Watched(
                "lisbon",
                SITE.replace("    zones:", "    gateway: 192.0.2.1\n    zones:"),
                "rules: [ { id: r, subject: { zones: [things, guest] }, allow: [ { to: resolvers } ] } ]");
        Host guests = new Host(ROUTER.mac(), Host.of("192.0.2.129").ip());

        named.see(arp(ROUTER, NOON));
        named.see(arp(guests, NOON));

        assertThat(named.verdict(flow(guests, CLOUD, 443))).isEqualTo(new Verdict.Unjudged());
        assertThat(named.alerts("new-device")).isEmpty();
    }

    @Test
    void randomisedMacAddressesAreCountedInOneAlert() {
        for (int phone = 10; phone < 40; phone++) {
            site.see(arp(Host.of("d2:00:00:00:00:" + phone, "192.0.2." + phone), NOON));
        }

        Alert alert = site.alert("new-device");
        assertThat(alert.count()).isEqualTo(30);
        assertThat(alert.severity()).isEqualTo(Severity.LOW);
        assertThat(alert.evidence()).hasSize(Alert.MOST_EVIDENCE);
    }

    @Test
    void aDetectionThatIsOffForAZoneTellsNothingThere() {
        Watched tuned = new Watched(
                "lisbon",
                SITE,
                "rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: internet } ] } ]",
                "detections: [ { id: dns-bypass, subject: { zones: [things] }, off: true } ]");

        tuned.see(flow(VACUUM, PUBLIC_RESOLVER, 53).udp());

        assertThat(tuned.alerts("dns-bypass")).isEmpty();
    }

    @Test
    void aPolicyGivesADetectionItsSeverityAndItsNumbers() {
        Watched tuned = new Watched(
                "lisbon",
                SITE,
                "rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: internet } ] } ]",
                "detections: [ { id: hard-coded-address, severity: critical, thresholds: { alerts: 1 } } ]");

        tuned.see(flow(VACUUM, CLOUD, 443));
        tuned.see(flow(VACUUM, Host.of("203.0.113.10").behind(ROUTER), 443).number(2));

        assertThat(tuned.alerts("hard-coded-address"))
                .extracting(Alert::severity)
                .containsOnly(Severity.CRITICAL);
        assertThat(tuned.alerts("hard-coded-address").getLast().what()).contains("many addresses");
    }

    @Test
    void whereThereAreNoRulesDetectionsLookAtEveryDevice() {
        Watched unruled = new Watched("lisbon", SITE);

        unruled.see(flow(VACUUM, PUBLIC_RESOLVER, 53).udp());

        assertThat(unruled.alerts()).extracting(Alert::origin).containsExactlyInAnyOrder("dns-bypass");
    }
}
