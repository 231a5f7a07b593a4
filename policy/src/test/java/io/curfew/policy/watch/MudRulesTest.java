package io.curfew.policy.watch;

import io.curfew.events.Transport;
import io.curfew.policy.Verdict;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** MUD files as rules: what a file lets a device do, and nothing else. */
final class MudRulesTest {
    private static final Host LAMP = Host.of("02:00:00:00:00:21", "192.0.2.21");
    private static final Host OTHER_LAMP = Host.of("02:00:00:00:00:22", "192.0.2.22");
    private static final Host KETTLE = Host.of("02:00:00:00:00:23", "192.0.2.23");
    private static final Host HASS = Host.of("02:00:00:00:00:10", "192.0.2.66");
    private static final String WEB = "\"tcp\": { \"destination-port\": { \"operator\": \"eq\", \"port\": 443 } }";
    private static final String BLOCK = "\"ipv4\": { \"destination-ipv4-network\": \"203.0.113.0/24\" }";
    private static final Host ELSEWHERE = Host.of("198.51.100.7");

    private static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                timeServers: [192.0.2.2]
                controllers: [hass]
                gateway: 192.0.2.1
                zones: [ { id: things, subnets: [192.0.2.0/25] } ]
            devices:
              - { id: hass,   mac: "02:00:00:00:00:10" }
              - { id: lamp,   mac: "02:00:00:00:00:21" }
              - { id: other,  mac: "02:00:00:00:00:22" }
              - { id: kettle, mac: "02:00:00:00:00:23" }
            rules:
              - { id: lamps,  subject: { devices: [lamp, other] }, mud: MUD }
              - { id: kettle, subject: { devices: kettle }, mud: https://kettles.example/v2/kettle.json }
            """;

    /** A list for what is sent and one for what is received, each with one line. */
    private static String mud(String url, String from, String to) {
        return """
                { "ietf-mud:mud": { "mud-url": "URL",
                    "from-device-policy": { "access-lists": { "access-list": [ { "name": "fr" } ] } },
                    "to-device-policy": { "access-lists": { "access-list": [ { "name": "to" } ] } } },
                  "ietf-access-control-list:acls": { "acl": [
                    { "name": "fr", "type": "ipv4-acl-type", "aces": { "ace": [ {
                        "name": "fr0", "matches": { FROM }, "actions": { "forwarding": "accept" } } ] } },
                    { "name": "to", "type": "ipv4-acl-type", "aces": { "ace": [ {
                        "name": "to0", "matches": { TO }, "actions": { "forwarding": "accept" } } ] } } ] } }
                """.replace("URL", url).replace("FROM", from).replace("TO", to);
    }

    private static Watched lisbon(String from, String to) {
        return with("mud/lamp.json", mud("https://lamps.example/lamp.json", from, to));
    }

    private static Watched with(String reference, String lampFile) {
        Map<String, String> texts = new HashMap<>();
        texts.put("policy.yaml", POLICY.replace("MUD", reference));
        texts.put("mud/lamp.json", lampFile);
        texts.put("mud/kettle.json", mud("", "\"ipv4\": { \"protocol\": 6 }", "\"ipv4\": { \"protocol\": 6 }"));
        return new Watched("lisbon", texts);
    }

    private static Host host(String name) {
        return switch (name) {
            case "router" -> ROUTER;
            case "time" -> Host.of("192.0.2.2");
            case "other" -> OTHER_LAMP;
            case "kettle" -> KETTLE;
            case "hass" -> HASS;
            case "cloud" -> CLOUD;
            case "group" -> Host.of("239.255.255.250");
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`\"ietf-mud:mud\": { \"controller\": \"urn:ietf:params:mud:dns\" }`     ; router ; cloud",
                "`\"ietf-mud:mud\": { \"controller\": \"urn:ietf:params:mud:ntp\" }`     ; time   ; router",
                "`\"ietf-mud:mud\": { \"controller\": \"urn:ietf:params:mud:gateway\" }` ; router ; kettle",
                "`\"ietf-mud:mud\": { \"controller\": \"https://lamps.example/apps\" }`  ; hass   ; kettle",
                "`\"ietf-mud:mud\": { \"my-controller\": [ null ] }`                     ; hass   ; kettle",
                "`\"ietf-mud:mud\": { \"local-networks\": [ null ] }`                    ; kettle ; cloud",
                "`\"ietf-mud:mud\": { \"same-manufacturer\": [ null ] }`                 ; other  ; hass",
                "`\"ietf-mud:mud\": { \"manufacturer\": \"lamps.example\" }`             ; other  ; hass",
                "`\"ietf-mud:mud\": { \"model\": \"https://lamps.example/lamp.json\" }`  ; other  ; hass",
                "`\"ipv4\": { \"source-ipv4-network\": \"203.0.113.0/24\" }`             ; cloud  ; router",
                "`\"ipv4\": { \"ietf-acldns:src-dnsname\": \"api.lamps.example\" }`      ; cloud  ; router",
            })
    void aMatchMeansTheSameInBothDirections(String match, String meant, String other) {
        String sent = match.replace("source-ipv4", "destination-ipv4").replace("src-dns", "dst-dns");
        Watched site = lisbon(sent, match);
        site.see(answer(LAMP, ROUTER, NOON, "api.lamps.example", "203.0.113.9"));

        assertThat(site.verdict(flow(LAMP, host(meant), 7_000))).isEqualTo(new Verdict.Allowed("lamps"));
        assertThat(site.verdict(flow(LAMP, host(other), 7_000))).isInstanceOf(Verdict.Violation.class);
        assertThat(isForbidden(site, host(meant))).isFalse();
        assertThat(isForbidden(site, host(other))).isTrue();
    }

    /** Whether the lamp may be asked; the kettle's own file allows it to ask. */
    private static boolean isForbidden(Watched site, Host asking) {
        return site.verdict(flow(asking, LAMP, 7_000)) instanceof Verdict.Violation violation
                && violation.rule().equals("lamps");
    }

    @Test
    void thePortsOfBothEndsCount() {
        Watched site = lisbon("""
                "udp": { "source-port": { "operator": "eq", "port": 5000 },
                         "destination-port": { "operator": "gte", "port": 6000 } }""", "\"ipv4\": { \"protocol\": 50 }");

        assertThat(site.verdict(flow(LAMP, CLOUD, 6_001).udp().fromPort(5_000))).isInstanceOf(Verdict.Allowed.class);
        assertThat(site.verdict(flow(LAMP, CLOUD, 5_999).udp().fromPort(5_000))).isInstanceOf(Verdict.Violation.class);
        assertThat(site.verdict(flow(LAMP, CLOUD, 6_001).udp().fromPort(5_001))).isInstanceOf(Verdict.Violation.class);
        assertThat(site.verdict(flow(LAMP, CLOUD, 6_001).fromPort(5_000))).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void anEchoMayBeAskedForByItsTypeAndAnswersNeedNoLine() {
        Watched site = lisbon(
                "\"ipv4\": { \"protocol\": 1 }, \"icmp\": { \"type\": 8, \"code\": 0 }",
                "\"ipv4\": { \"protocol\": 1 }, \"icmp\": { \"type\": 0, \"code\": 0 }");

        assertThat(site.verdict(flow(LAMP, CLOUD, 0).transport(Transport.ICMP).fromPort(0)))
                .isEqualTo(new Verdict.Allowed("lamps"));
        assertThat(site.verdict(flow(LAMP, CLOUD, 0).transport(Transport.ICMP).fromPort(8)))
                .isEqualTo(new Verdict.Allowed("lamps"));
        assertThat(site.verdict(flow(LAMP, CLOUD, 14).transport(Transport.ICMP).fromPort(13)))
                .isInstanceOf(Verdict.Violation.class);
        assertThat(site.verdict(flow(CLOUD, LAMP, 0).transport(Transport.ICMP).fromPort(0)))
                .isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void aUrlFindsTheFileThatSaysItsUrlOrHasItsName() {
        String file =
                mud("https://lamps.example/v1/lamp", "\"ipv4\": { \"protocol\": 6 }", "\"ipv4\": { \"protocol\": 6 }");

        for (String reference :
                new String[] {"https://lamps.example/v1/lamp", "https://elsewhere.example/lamp.json", "mud/lamp.json"
                }) {
            assertThat(with(reference, file).verdict(flow(LAMP, CLOUD, 443))).isEqualTo(new Verdict.Allowed("lamps"));
        }
    }

    @Test
    void aFileThatAllowsNothingForbidsEverything() {
        Watched site = with("mud/lamp.json", "{ \"ietf-mud:mud\": { \"mud-url\": \"https://lamps.example/l\" } }");

        assertThat(site.verdict(flow(LAMP, CLOUD, 443))).isInstanceOf(Verdict.Violation.class);
        assertThat(site.verdict(flow(HASS, LAMP, 443))).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void theViolationNamesTheLineOfTheFileThatWasMissed() {
        Watched site = lisbon(
                "\"ipv4\": { \"destination-ipv4-network\": \"198.51.100.0/24\" }", "\"ipv4\": { \"protocol\": 6 }");

        site.see(flow(LAMP, CLOUD, 443));

        assertThat(site.alert("lamps").ruleText()).contains("{ to: 198.51.100.0/24 } of mud/lamp.json, fr0");
    }

    private static String line(String name, String matches, String forwarding) {
        return """
                { "name": "NAME", "matches": { MATCHES }, "actions": { "forwarding": "DOES" } }""".replace("NAME", name).replace("MATCHES", matches).replace("DOES", forwarding);
    }

    /** What the lamp may send, in these lines. */
    private static Watched inOrder(String reference, String... lines) {
        return with(reference, """
                { "ietf-mud:mud": { "mud-url": "https://lamps.example/lamp.json",
                    "from-device-policy": { "access-lists": { "access-list": [ { "name": "fr" } ] } } },
                  "ietf-access-control-list:acls": { "acl": [
                    { "name": "fr", "type": "ipv4-acl-type", "aces": { "ace": [ LINES ] } } ] } }
                """.replace("LINES", String.join(", ", lines)));
    }

    @Test
    void aLastLineThatDropsTheRestForbidsNothingThatALineBeforeAccepts() {
        Watched site =
                inOrder("mud/lamp.json", line("a", BLOCK + ", " + WEB, "accept"), line("rest", "\"ipv4\": {}", "drop"));

        assertThat(site.verdict(flow(LAMP, CLOUD, 443))).isEqualTo(new Verdict.Allowed("lamps"));
        assertThat(site.verdict(flow(LAMP, CLOUD, 80))).isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void aLastLineThatDropsTheRestLeavesWhatTheRuleItselfAllows() {
        Watched site = inOrder(
                "mud/lamp.json, allow: [ { to: 198.51.100.7 } ]",
                line("a", BLOCK + ", " + WEB, "accept"),
                line("rest", "\"ipv4\": {}", "drop"));

        assertThat(site.verdict(flow(LAMP, ELSEWHERE, 443))).isEqualTo(new Verdict.Allowed("lamps"));
    }

    @Test
    void theFirstLineThatMatchesDecides() {
        Watched site = inOrder(
                "mud/lamp.json",
                line("a", BLOCK + ", " + WEB, "accept"),
                line("b", BLOCK, "drop"),
                line("c", "\"ipv4\": { \"protocol\": 6 }", "accept"));

        assertThat(site.verdict(flow(LAMP, CLOUD, 443))).isEqualTo(new Verdict.Allowed("lamps"));
        assertThat(site.verdict(flow(LAMP, CLOUD, 80))).isInstanceOf(Verdict.Violation.class);
        assertThat(site.verdict(flow(LAMP, ELSEWHERE, 80))).isEqualTo(new Verdict.Allowed("lamps"));
    }

    @Test
    void aLineThatDropsBeatsThoseBehindIt() {
        Watched site = inOrder(
                "mud/lamp.json", line("a", BLOCK, "drop"), line("b", "\"ipv4\": { \"protocol\": 6 }", "accept"));

        assertThat(site.verdict(flow(LAMP, CLOUD, 443))).isInstanceOf(Verdict.Violation.class);
        assertThat(site.verdict(flow(LAMP, ELSEWHERE, 443))).isEqualTo(new Verdict.Allowed("lamps"));
    }

    @Test
    void behindALineThatDropsEverythingNothingIsAccepted() {
        Watched site = inOrder("mud/lamp.json", line("a", "\"ipv4\": {}", "drop"), line("b", BLOCK, "accept"));

        assertThat(site.verdict(flow(LAMP, CLOUD, 443))).isInstanceOf(Verdict.Violation.class);
    }
}
