package io.curfew.policy.watch;

import io.curfew.events.DomainName;
import io.curfew.events.FlowObservation;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Verdict;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What rules allow and deny, selector by selector and in both directions. */
final class RulesTest {
    private static final Host CAMERA = Host.of("02:00:00:00:00:22", "192.0.2.22");
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.66");
    private static final Host LAPTOP = Host.of("00:00:5e:00:53:77", "192.0.2.77");
    private static final Host OTHER_CLOUD = Host.of("198.51.100.7").behind(ROUTER);

    private static final String SITE = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                timeServers: [192.0.2.2, "*.pool.ntp.example"]
                controllers: [hass]
                gateway: 192.0.2.1
                zones:
                  - { id: things,  subnets: [192.0.2.0/26] }
                  - { id: private, subnets: [192.0.2.64/26] }
            devices:
              - { id: hass,   site: lisbon, mac: "02:00:00:00:00:10" }
              - { id: vacuum, site: lisbon, mac: "02:00:00:00:00:21", name: Robot vacuum, tags: [xiaomi] }
              - { id: camera, site: lisbon, mac: "02:00:00:00:00:22", tags: [camera] }
            """;

    private static Watched lisbon(String rules) {
        return new Watched("lisbon", SITE, "rules:", rules);
    }

    private static Watched vacuumMay(String entry) {
        return lisbon("  - { id: needs, subject: { devices: [vacuum] }, allow: [ " + entry + " ] }");
    }

    private static Watched vacuumMayNot(String entry) {
        return lisbon("  - { id: needs, subject: { devices: [vacuum] }, allow: [ { to: [internet, {zone: things},"
                + " {zone: private}] }, { from: {not: 8.8.8.8} } ], deny: [ " + entry + " ] }");
    }

    private static Host host(String name) {
        return switch (name) {
            case "router" -> ROUTER;
            case "camera" -> CAMERA;
            case "hass" -> HASS;
            case "laptop" -> LAPTOP;
            case "cloud" -> CLOUD;
            case "time" -> Host.of("192.0.2.2");
            case "pool" -> OTHER_CLOUD;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The pool's address is known as a time server, the cloud's as the cloud's. */
    private static void teachNames(Watched site) {
        site.see(answer(VACUUM, ROUTER, NOON, "0.pool.ntp.example", "198.51.100.7"));
        site.see(answer(VACUUM, ROUTER, NOON, "api.cloud.example", "203.0.113.9"));
        site.see(answer(CAMERA, ROUTER, NOON, "192-0-2-22.example", "192.0.2.22"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "resolvers            ; router ; laptop",
                "timeServers          ; time   ; router",
                "timeServers          ; pool   ; cloud",
                "controllers          ; hass   ; laptop",
                "gateway              ; router ; camera",
                "internet             ; cloud  ; laptop",
                "{zone: private}      ; laptop ; camera",
                "{zone: private}      ; hass   ; cloud",
                "{device: camera}     ; camera ; hass",
                "{tag: camera}        ; camera ; hass",
                "203.0.113.9          ; cloud  ; pool",
                "203.0.113.0/24       ; cloud  ; pool",
                "api.cloud.example    ; cloud  ; pool",
                "`*.cloud.example`    ; cloud  ; pool",
                "{not: internet}      ; laptop ; cloud",
                "{not: [{zone: private}, api.cloud.example]} ; camera ; laptop",
                "{not: [{zone: private}, api.cloud.example]} ; pool ; cloud",
            })
    void aToEntryMeansWhomItSelectsAndNobodyElse(String selector, String meant, String other) {
        Watched allowing = vacuumMay("{ to: " + quoted(selector) + " }");
        Watched denying = vacuumMayNot("{ to: " + quoted(selector) + " }");
        teachNames(allowing);
        teachNames(denying);

        assertThat(allowing.verdict(flow(VACUUM, host(meant), 7_000))).isEqualTo(new Verdict.Allowed("needs"));
        assertThat(allowing.verdict(flow(VACUUM, host(other), 7_000))).isInstanceOf(Verdict.Violation.class);
        assertThat(denying.verdict(flow(VACUUM, host(meant), 7_000))).isInstanceOf(Verdict.Violation.class);
        assertThat(denying.verdict(flow(VACUUM, host(other), 7_000))).isEqualTo(new Verdict.Allowed("needs"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "controllers          ; hass   ; laptop",
                "gateway              ; router ; camera",
                "internet             ; cloud  ; laptop",
                "{zone: private}      ; laptop ; camera",
                "{device: camera}     ; camera ; hass",
                "{tag: camera}        ; camera ; hass",
                "203.0.113.0/24       ; cloud  ; pool",
                "api.cloud.example    ; cloud  ; pool",
                "{not: internet}      ; laptop ; cloud",
            })
    void aFromEntryMeansWhomItSelectsAndNobodyElse(String selector, String meant, String other) {
        Watched allowing = vacuumMay("{ from: " + selector + " }");
        Watched denying = vacuumMayNot("{ from: " + selector + " }");
        teachNames(allowing);
        teachNames(denying);

        assertThat(allowing.verdict(flow(host(meant), VACUUM, 7_000))).isEqualTo(new Verdict.Allowed("needs"));
        assertThat(allowing.verdict(flow(host(other), VACUUM, 7_000))).isInstanceOf(Verdict.Violation.class);
        assertThat(denying.verdict(flow(host(meant), VACUUM, 7_000))).isInstanceOf(Verdict.Violation.class);
        assertThat(denying.verdict(flow(host(other), VACUUM, 7_000))).isEqualTo(new Verdict.Allowed("needs"));
    }

    private static String quoted(String selector) {
        return selector.startsWith("*") ? '"' + selector + '"' : selector;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "service: dns                 ; UDP ; 53   ; true",
                "service: dns                 ; TCP ; 53   ; true",
                "service: dns                 ; UDP ; 853  ; false",
                "service: dns, transport: udp ; TCP ; 53   ; false",
                "service: https               ; UDP ; 443  ; true",
                "service: [http, https]       ; TCP ; 80   ; true",
                "service: domain              ; UDP ; 53   ; true",
                "service: icmp                ; ICMP ; 0   ; true",
                "ports: tcp/8883              ; TCP ; 8883 ; true",
                "ports: tcp/8883              ; UDP ; 8883 ; false",
                "ports: 8883                  ; UDP ; 8883 ; true",
                "ports: [udp/8000-8100]       ; UDP ; 8053 ; true",
                "ports: [udp/8000-8100]       ; UDP ; 8101 ; false",
                "transport: tcp               ; TCP ; 9    ; true",
                "transport: tcp               ; UDP ; 9    ; false",
            })
    void servicesTransportsAndPortsNarrowAnEntry(String narrowing, Transport transport, int port, boolean allowed) {
        Watched site = vacuumMay("{ " + narrowing + " }");

        Verdict verdict = site.verdict(flow(VACUUM, CAMERA, port).transport(transport));

        assertThat(verdict instanceof Verdict.Allowed).isEqualTo(allowed);
    }

    @Test
    void whatADeviceMayDoIsTheUnionOfAllRulesThatNameIt() {
        Watched site = lisbon("""
                  - { id: by-zone, subject: { zones: [things] },   allow: [ { to: resolvers } ] }
                  - { id: by-tag,  subject: { tags: [xiaomi] },    allow: [ { to: 203.0.113.9 } ] }
                  - { id: by-id,   subject: { devices: [vacuum] }, allow: [ { to: 198.51.100.7 } ] }
                """);

        List<Verdict> verdicts = new ArrayList<>();
        for (Host host : List.of(ROUTER, CLOUD, OTHER_CLOUD)) {
            verdicts.add(site.verdict(flow(VACUUM, host, 7_000)));
        }

        assertThat(verdicts)
                .containsExactly(
                        new Verdict.Allowed("by-zone"), new Verdict.Allowed("by-tag"), new Verdict.Allowed("by-id"));
    }

    @Test
    void aDenyInOneRuleBeatsAnAllowInAnother() {
        Watched site = lisbon("""
                  - { id: first, subject: { devices: [vacuum] }, allow: [ { to: internet } ] }
                  - { id: later, subject: { any: true }, deny: [ { to: 203.0.113.0/24, because: "it spies" } ], severity: critical }
                """);

        Verdict verdict = site.verdict(flow(VACUUM, CLOUD, 443));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Violation.class, violation -> {
            assertThat(violation.rule()).isEqualTo("later");
            assertThat(violation.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(violation.entry()).isEqualTo("{ to: 203.0.113.0/24, because: it spies }");
            assertThat(violation.why()).contains("it spies");
            assertThat(violation.policyVersion()).isEqualTo(1);
        });
    }

    @Test
    void whatNoEntryAllowsNamesTheGravestRuleAndThatNoEntryDoes() {
        Watched site = lisbon("""
                  - { id: mild,  subject: { devices: [vacuum] }, allow: [ { to: 198.51.100.7 } ], severity: low }
                  - { id: grave, subject: { zones: [things] },   allow: [ { to: resolvers } ],    severity: high }
                """);

        Verdict verdict = site.verdict(flow(VACUUM, CLOUD, 443));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Violation.class, violation -> {
            assertThat(violation.rule()).isEqualTo("grave");
            assertThat(violation.entry()).isNull();
        });
        assertThat(site.alert("grave").ruleText()).isEqualTo("allow:\n  - { to: resolvers }");
    }

    @Test
    void aRuleThatOnlyDeniesForbidsNothingElse() {
        Watched site = lisbon("  - { id: no-cloud, subject: { any: true }, deny: [ { to: 203.0.113.9 } ] }");

        assertThat(site.verdict(flow(VACUUM, OTHER_CLOUD, 443))).isEqualTo(new Verdict.Allowed(null));
        assertThat(site.verdict(flow(VACUUM, CLOUD, 443))).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void aQuestionToAServerThatNobodyKnowsIsJudgedByItsNameOnly() {
        Watched site = lisbon("  - { id: strict, subject: { zones: [things] }, allow: [ { to: resolvers } ] }");
        Host unknown = Host.of("0.0.0.0");

        Verdict verdict = site.see(answer(VACUUM, unknown, NOON, "a.example.org", "203.0.113.9"))
                .verdict();

        assertThat(verdict).isEqualTo(new Verdict.Unjudged());
        assertThat(site.alerts()).isEmpty();
    }

    @Test
    void aDeviceThatNoRuleNamesIsNeverAlerted() {
        Watched site = lisbon("  - { id: things-only, subject: { zones: [things] }, allow: [ { to: resolvers } ] }");

        Verdict verdict =
                site.verdict(flow(LAPTOP, Host.of("8.8.8.8").behind(ROUTER), 53).udp());

        assertThat(verdict).isEqualTo(new Verdict.Unjudged());
        assertThat(site.alerts()).isEmpty();
    }

    @Test
    void anEntryEndsByEventTimeAfterItsLastDay() {
        Watched site = vacuumMay("{ to: 203.0.113.9, until: 2026-11-02 }");

        assertThat(site.verdict(flow(VACUUM, CLOUD, 443).at(Instant.parse("2026-11-02T23:59:59Z"))))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(site.verdict(flow(VACUUM, CLOUD, 443).at(Instant.parse("2026-11-03T00:00:00Z"))))
                .isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void whatWasOverBeforeAnEntryEndedIsAllowedWheneverItIsTold() {
        Watched site = vacuumMay("{ to: 203.0.113.9, until: \"2026-11-02T12:00:00Z\" }");

        Verdict verdict =
                site.verdict(flow(VACUUM, CLOUD, 443).at(NOON.plusSeconds(60)).over(Duration.ofSeconds(61)));

        assertThat(verdict).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void aDenyEntryEndsToo() {
        Watched site = vacuumMayNot("{ to: 203.0.113.9, until: \"2026-11-02T12:00:00Z\" }");

        assertThat(site.verdict(flow(VACUUM, CLOUD, 443).at(NOON.minusSeconds(1))))
                .isInstanceOf(Verdict.Violation.class);
        assertThat(site.verdict(flow(VACUUM, CLOUD, 443).at(NOON))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void aFlowBetweenTwoDevicesIsJudgedForBoth() {
        Watched site = lisbon("""
                  - { id: vacuum-may, subject: { devices: [vacuum] }, allow: [ { to: {zone: things} } ] }
                  - { id: camera-api, subject: { tags: [camera] }, allow: [ { from: controllers } ], severity: high }
                """);

        Verdict verdict = site.verdict(flow(VACUUM, CAMERA, 554));

        assertThat(verdict).isInstanceOf(Verdict.Violation.class);
        Alert alert = site.alert("camera-api");
        assertThat(alert.device().value()).isEqualTo("camera");
        assertThat(alert.peer()).isEqualTo(new Peer(VACUUM.ip(), new DomainName("vacuum"), Peer.NameSource.POLICY));
        assertThat(site.alerts()).containsExactly(alert);
    }

    @Test
    void theDesignsCameraRuleDeniesAllButControllers() {
        Watched site = lisbon("""
                  - id: camera-api-for-hass-only
                    subject: { tags: [camera] }
                    deny: [ { from: { not: controllers }, ports: [tcp/80, tcp/554] } ]
                    severity: high
                """);

        assertThat(site.verdict(flow(HASS, CAMERA, 554))).isInstanceOf(Verdict.Allowed.class);
        assertThat(site.verdict(flow(LAPTOP, CAMERA, 8_080))).isInstanceOf(Verdict.Allowed.class);
        assertThat(site.verdict(flow(LAPTOP, CAMERA, 554))).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void anInferredInitiatorIsJudgedAndTheAlertSaysSo() {
        Watched site = vacuumMay("{ to: resolvers }");

        site.see(flow(VACUUM, CLOUD, 443).inferred());

        Alert alert = site.alert("needs");
        assertThat(alert.initiatorCertain()).isFalse();
        assertThat(alert.what()).contains("inferred");
    }

    @Test
    void dhcpAndNeighborDiscoveryNeedNoPermission() {
        Watched site = vacuumMay("{ to: 203.0.113.9 }");
        Host noAddress = Host.of("02:00:00:00:00:21", "0.0.0.0");

        List<Verdict> verdicts = List.of(
                site.verdict(flow(noAddress, Host.of("255.255.255.255"), 67)
                        .fromPort(68)
                        .udp()),
                site.verdict(flow(VACUUM, ROUTER, 67).fromPort(68).udp()),
                site.verdict(flow(Host.of("02:00:00:00:00:21", "fe80::21"), Host.of("ff02::1:ff00:1"), 0)
                        .transport(Transport.ICMPV6)
                        .fromPort(135)),
                site.see(Sketch.arp(VACUUM, NOON)).verdict(),
                site.see(Sketch.ack(ROUTER, VACUUM, NOON, "rockrobo", "192.0.2.1"))
                        .verdict());

        assertThat(verdicts).allMatch(verdict -> verdict.equals(new Verdict.Allowed(null)));
        assertThat(site.alerts()).isEmpty();
    }

    @Test
    void icmpErrorsAreAnswersAndNeedNoPermission() {
        Watched site = vacuumMay("{ to: resolvers }");

        assertThat(site.verdict(flow(CLOUD, VACUUM, 1)
                        .transport(Transport.ICMP)
                        .fromPort(3)
                        .protocol(FlowObservation.ICMP_ERROR)))
                .isEqualTo(new Verdict.Allowed(null));
        assertThat(site.verdict(flow(CLOUD, VACUUM, 0).transport(Transport.ICMP).fromPort(8)))
                .isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void anEchoOverIcmpv6IsNoNeighborDiscovery() {
        Watched site = vacuumMay("{ to: resolvers }");
        Host near = Host.of("02:00:00:00:00:21", "fe80::21");

        Verdict verdict = site.verdict(flow(near, Host.of("02:00:00:00:00:22", "fe80::22"), 129)
                .transport(Transport.ICMPV6)
                .fromPort(128));

        assertThat(verdict).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void dhcpToTheInternetIsNoDhcpOfTheOwnSegment() {
        Watched site = vacuumMay("{ to: resolvers }");

        assertThat(site.verdict(flow(VACUUM, CLOUD, 67).fromPort(68).udp())).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void groupMembershipNeedsNoPermission() {
        Watched site = vacuumMay("{ to: resolvers }");

        List<Verdict> verdicts = List.of(
                site.verdict(flow(VACUUM, Host.of("224.0.0.22"), 0).transport(Transport.IGMP)),
                site.verdict(flow(ROUTER, Host.of("224.0.0.1"), 0).transport(Transport.IGMP)),
                site.verdict(flow(ROUTER, VACUUM, 0).transport(Transport.IGMP)));

        assertThat(verdicts).allMatch(verdict -> !(verdict instanceof Verdict.Violation));
        assertThat(site.alerts()).isEmpty();
    }

    @Test
    void whatGoesToTheInternetAsGroupMembershipIsNone() {
        Watched site = vacuumMay("{ to: resolvers }");

        assertThat(site.verdict(flow(VACUUM, CLOUD, 0).transport(Transport.IGMP)))
                .isInstanceOf(Verdict.Violation.class);
        assertThat(site.alert("needs").what()).contains("igmp");
    }

    @Test
    void whatGoesToTheInternetAsNeighborDiscoveryIsNone() {
        Watched site = vacuumMay("{ to: resolvers }");
        Host vacuum = Host.of("02:00:00:00:00:21", "2001:db8::21");
        Host cloud = Host.of("2001:db8:ffff::9").behind(ROUTER);

        Verdict verdict =
                site.verdict(flow(vacuum, cloud, 0).transport(Transport.ICMPV6).fromPort(135));

        assertThat(verdict).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void aQuestionForADeniedNameIsAViolationWithoutAnAddress() {
        Watched site = lisbon("""
                  - { id: no-trackers, subject: { any: true }, deny: [ { dns: ["*.tracker.example", spy.example] } ], severity: low }
                """);

        Verdict direct = site.see(answer(VACUUM, ROUTER, NOON, "a.tracker.example", "203.0.113.9"))
                .verdict();
        Verdict byChain = site.see(answer(VACUUM, ROUTER, NOON, "shop.example", "203.0.113.9", "spy.example"))
                .verdict();
        Verdict other = site.see(answer(VACUUM, ROUTER, NOON, "tracker.example", "203.0.113.9"))
                .verdict();

        assertThat(direct).isInstanceOf(Verdict.Violation.class);
        assertThat(byChain).isInstanceOf(Verdict.Violation.class);
        assertThat(other).isEqualTo(new Verdict.Allowed(null));
        assertThat(site.alerts("no-trackers"))
                .extracting(Alert::peer)
                .containsExactly(nameOnly("a.tracker.example"), nameOnly("shop.example"));
    }

    private static Peer nameOnly(String name) {
        return new Peer(null, new DomainName(name), Peer.NameSource.ANSWER_TO_DEVICE);
    }

    @Test
    void aRuleForOneSiteSaysNothingAtAnother() {
        String text = """
                curfew: 1
                sites:
                  - { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
                  - { id: porto,  zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
                rules:
                  - { id: strict, subject: { sites: [porto], zones: [things] }, allow: [ { to: 192.0.2.1 } ] }
                """;

        assertThat(new Watched("lisbon", text).verdict(flow(VACUUM, CLOUD, 443)))
                .isEqualTo(new Verdict.Unjudged());
        assertThat(new Watched("porto", text).verdict(flow(VACUUM, CLOUD, 443))).isInstanceOf(Verdict.Violation.class);
    }
}
