package io.curfew.policy.watch;

import io.curfew.policy.Alert;
import io.curfew.policy.Alert.State;
import io.curfew.policy.Verdict;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.proposal.Allowance;
import io.curfew.policy.proposal.Proposal;
import io.curfew.policy.proposal.Wish;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What is proposed takes effect: under the proposed policy the same thing raises no alert, and all else still does. */
final class AllowanceTest {
    private static final Host STRANGER = Host.of("00:00:5e:00:53:33", "192.0.2.33");
    private static final Host OTHER = Host.of("203.0.113.10").behind(ROUTER);
    private static final Wish PLAIN = new Wish(null, "");

    private static final String BLOCKS = """
            # Home, as of spring
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]   # the router
                zones:
                  - { id: things, subnets: [192.0.2.0/26] }
            devices:
              - id: vacuum   # under the stairs
                mac: "02:00:00:00:00:21"
                name: Robot vacuum

            rules:
              - id: home
                subject: { zones: [things] }
                allow:
                  - { service: dns, to: resolvers }   # nothing else
                severity: high

            # the end
            """;

    private static final String BRACKETS = """
            curfew: 1
            sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
            devices: [ { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum } ]
            rules: [ { id: home, subject: { zones: [things] }, allow: [ { service: dns, to: resolvers } ] } ] # all
            """;

    private static final String TWO_CAMERAS = """
            curfew: 1
            sites:
              - { id: lisbon, resolvers: 192.0.2.1, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
              - { id: porto, resolvers: 192.0.2.1, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
            devices:
              - { id: camera, site: lisbon, mac: "02:00:00:00:00:21" }
              - { id: camera, site: porto, mac: "00:00:5e:00:53:33" }
            """;

    private static final String MUD = """
            { "ietf-mud:mud": { "mud-url": "https://lamps.example/lamp.json",
                "from-device-policy": { "access-lists": { "access-list": [ { "name": "from" } ] } } },
              "ietf-access-control-list:acls": { "acl": [
                { "name": "from", "type": "ipv4-acl-type", "aces": { "ace": [
                  { "name": "never",
                    "matches": { "ipv4": { "destination-ipv4-network": "203.0.113.9/32" } },
                    "actions": { "forwarding": "drop" } },
                  { "name": "home",
                    "matches": { "ipv4": { "destination-ipv4-network": "203.0.113.10/32" } },
                    "actions": { "forwarding": "accept" } } ] } } ] } }
            """;

    @ParameterizedTest
    @ValueSource(strings = {BLOCKS, BRACKETS})
    void whatIsProposedAllowsThisAndNothingElse(String text) {
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 443).number(1));
        Alert alert = site.alert("home");

        String proposed = changed(proposal(text, alert, PLAIN)).text();
        site.adopt(Watched.policy(2, proposed));
        site.see(flow(VACUUM, CLOUD, 443).number(2).at(NOON.plusSeconds(5)));
        site.see(flow(VACUUM, OTHER, 443).number(3).at(NOON.plusSeconds(6)));
        site.see(flow(VACUUM, CLOUD, 80).number(4).at(NOON.plusSeconds(7)));

        assertThat(site.alerts("home")).hasSize(3);
        assertThat(site.alerts("home"))
                .filteredOn(other -> other.state() == State.RESOLVED)
                .singleElement()
                .returns(alert.id(), Alert::id)
                .returns(1L, Alert::count);
    }

    @Test
    void theRestOfTheTextStaysAsItIsAndTheDiffSaysWhatIsNew() {
        Watched site = new Watched("lisbon", BLOCKS);
        site.see(answer(VACUUM, ROUTER, NOON, "api.example.org", "203.0.113.9"));
        site.see(flow(VACUUM, CLOUD, 443).number(1).at(NOON.plusSeconds(1)));
        Wish wish = new Wish(Instant.parse("2027-01-31T12:00:00Z"), "maps: \"all\"");

        Proposal.Changed proposal = changed(proposal(BLOCKS, site.alert("home"), wish));

        String added = "  - { id: allowed-to-vacuum, subject: { devices: [vacuum] }, allow: [ { to: api.example.org,"
                + " service: https, until: \"2027-01-31T12:00:00Z\", because: \"maps: \\\"all\\\"\" } ] }\n";
        assertThat(proposal.text()).isEqualTo(BLOCKS.replace("severity: high\n", "severity: high\n" + added));
        assertThat(proposal.diff().lines().filter(line -> line.startsWith("+") || line.startsWith("-")))
                .containsExactly("+" + added.stripTrailing());
        assertThat(proposal.summary()).contains("Robot vacuum").contains("api.example.org");
    }

    @Test
    void aDeviceThatIsNotListedIsListedUnderTheIdThatItHas() {
        Watched site = new Watched("lisbon", BLOCKS);
        site.see(flow(STRANGER, CLOUD, 443).number(1));
        Alert alert = site.alert("home");

        String proposed = changed(proposal(BLOCKS, alert, PLAIN)).text();
        site.adopt(Watched.policy(2, proposed));
        site.see(flow(STRANGER, CLOUD, 443).number(2).at(NOON.plusSeconds(5)));

        assertThat(proposed).contains("- { id: \"00-00-5e-00-53-33\", site: lisbon, mac: \"00:00:5e:00:53:33\"");
        assertThat(site.alert("home").count()).isEqualTo(1);
        assertThat(site.alert("home").state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void aDeviceOfTheLongestIdIsAllowedByARuleOfItsOwn() {
        String text = BRACKETS.replace("id: vacuum", "id: " + "v".repeat(128));
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        Proposal.Changed proposal = changed(proposal(text, site.alert("home"), PLAIN));

        assertThat(Watched.policy(2, proposal.text()).rules()).hasSize(2);
    }

    @Test
    void itEndsADetectionWhereAWideEntryAllowsThePeerAlready() {
        String text = BRACKETS.replace("{ service: dns, to: resolvers }", "{ to: internet }");
        Watched site = new Watched("lisbon", text);
        Host resolver = Host.of("9.9.9.9").behind(ROUTER);
        site.see(flow(VACUUM, resolver, 53).udp().number(1));

        site.adopt(Watched.policy(
                2, changed(proposal(text, site.alert("dns-bypass"), PLAIN)).text()));
        site.see(flow(VACUUM, resolver, 53).udp().number(2).at(NOON.plusSeconds(60)));

        assertThat(site.alert("dns-bypass").count()).isEqualTo(1);
        assertThat(site.alert("dns-bypass").state()).isEqualTo(State.RESOLVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hub", "hub.", "hub:1"})
    void aListedPeerIsCalledByItsIdLetterForLetter(String id) {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                devices:
                  - { id: vacuum, mac: "02:00:00:00:00:21" }
                  - { id: "%s", mac: "00:00:5e:00:53:33" }
                rules: [ { id: home, subject: { devices: vacuum }, allow: [ { to: { zone: things } } ] } ]
                """.formatted(id);
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, STRANGER, 53).udp().number(1));

        String proposed =
                changed(proposal(text, site.alert("dns-bypass"), PLAIN)).text();
        site.adopt(Watched.policy(2, proposed));
        site.see(flow(VACUUM, STRANGER, 53).udp().number(2).at(NOON.plusSeconds(5)));

        assertThat(site.alert("dns-bypass").count()).isEqualTo(1);
        assertThat(site.alert("dns-bypass").state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void whatADenyEntryForbidsIsAllowedByTakingTheEntryAway() {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21" } ]
                rules:
                  - id: home
                    subject: { zones: [things] }
                    deny:
                      - { to: internet, service: telnet }
                      - { to: internet, service: https }  # for now
                """;
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        Proposal.Changed proposal = changed(proposal(text, site.alert("home"), PLAIN));

        assertThat(proposal.text())
                .isEqualTo(text.replace("      - { to: internet, service: https }  # for now\n", ""));
        assertThat(proposal.summary()).contains("every device of which the rule speaks");
        assertThat(stateUnder(Watched.policy(2, proposal.text()), site, "home")).isEqualTo(State.RESOLVED);
    }

    @Test
    void aRuleOfWhichNothingIsLeftGoesAsAWhole() {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21" } ]
                rules:
                  - { id: no-telnet, subject: { any: true }, deny: { service: telnet } }
                  - { id: home, subject: { zones: [things] }, deny: [ { to: internet } ] }
                """;
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        Proposal.Changed proposal = changed(proposal(text, site.alert("home"), PLAIN));

        assertThat(proposal.text().lines()).hasSize(5).noneMatch(line -> line.contains("id: home"));
    }

    @Test
    void aDetectionOfADeviceThatMayDoAllElseIsTurnedOffForIt() {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21" } ]
                """;
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 53).udp().number(1));
        Alert alert = site.alert("dns-bypass");

        String proposed = changed(proposal(text, alert, PLAIN)).text();
        site.adopt(Watched.policy(2, proposed));
        site.see(flow(VACUUM, CLOUD, 53).udp().number(2).at(NOON.plusSeconds(5)));

        assertThat(proposed).startsWith(text).endsWith("off: true }\n");
        assertThat(site.alert("dns-bypass").count()).isEqualTo(1);
        assertThat(site.alert("dns-bypass").state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void aNewDeviceIsListed() {
        Watched site = new Watched("lisbon", BLOCKS);
        site.see(flow(STRANGER, ROUTER, 53).udp().number(1));

        Proposal.Changed proposal = changed(proposal(BLOCKS, site.alert("new-device"), PLAIN));

        Policy listing = Watched.policy(2, proposal.text());
        assertThat(listing.devices()).hasSize(2);
        assertThat(stateUnder(listing, site, "new-device")).isEqualTo(State.RESOLVED);
    }

    @Test
    void aRuleThatIsGoneCannotBeChanged() {
        Watched site = new Watched("lisbon", BLOCKS);
        site.see(flow(VACUUM, CLOUD, 443).number(1));
        Alert alert = site.alert("home");

        for (String text : List.of("curfew: 1\nsite: []\n", "")) {
            assertThat(proposal(text, alert, PLAIN)).isInstanceOf(Proposal.Impossible.class);
        }
    }

    @Test
    void whatALineOfAMudFileDropsIsLeftToPeople() {
        Map<String, String> texts = withMud("  - { id: lamp, subject: { devices: vacuum }, mud: lamp.json }");
        Watched site = new Watched("lisbon", texts);
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        assertThat(reason(proposal(texts, site.alert("lamp"), PLAIN))).contains("the rule lamp", "the MUD file");
    }

    @Test
    void anEntryThatIsTakenAwayLeavesTheMudFileOfItsRule() {
        String rule = "  - { id: lamp, subject: { devices: vacuum }, mud: lamp.json, deny: [ { service: telnet } ] }";
        Map<String, String> texts = withMud(rule);
        Watched site = new Watched("lisbon", texts);
        site.see(flow(VACUUM, OTHER, 23).number(1));

        String proposed = changed(proposal(texts, site.alert("lamp"), PLAIN)).text();

        assertThat(proposed)
                .contains("mud: lamp.json }\n")
                .contains("id: other")
                .doesNotContain("telnet");
    }

    @Test
    void whatASitesOwnRuleDeniesIsTakenOutOfThatRule() {
        String own = "{ id: no-web, subject: { zones: things }, deny: [ { to: internet, service: https },"
                + " { service: telnet } ] }";
        String text = withOwnRule(own);
        Watched porto = new Watched("porto", text);
        porto.see(flow(VACUUM, CLOUD, 443).number(1));

        String proposed = changed(proposal(text, porto.alert("no-web"), PLAIN)).text();

        assertThat(proposed).isEqualTo(text.replace("{ to: internet, service: https }, { ser", "{ ser"));
    }

    @Test
    void aSitesOwnRuleOfWhichNothingIsLeftDoesNotBringBackTheRuleOfAllSites() {
        String text = withOwnRule(
                "{ id: no-web, subject: { zones: things }, deny: { to: internet, transport: tcp } } # ours");
        Watched porto = new Watched("porto", text);
        porto.see(flow(VACUUM, CLOUD, 80).number(1));

        String proposed = changed(proposal(text, porto.alert("no-web"), PLAIN)).text();
        porto.adopt(Watched.policy(2, proposed));

        assertThat(proposed).contains("      - { id: no-web, off: true } # ours\n");
        assertThat(porto.verdict(flow(VACUUM, CLOUD, 80).number(2).at(NOON.plusSeconds(5))))
                .isEqualTo(Verdict.UNJUDGED);
        assertThat(new Watched("lisbon", proposed).verdict(flow(VACUUM, CLOUD, 80)))
                .isInstanceOf(Verdict.Violation.class);
    }

    @Test
    void theOnlyRuleOfASiteGoesWithItsList() {
        String text = withOwnRule("{ id: ours, subject: { zones: things }, deny: { service: https } }");
        Watched porto = new Watched("porto", text);
        porto.see(flow(VACUUM, CLOUD, 443).number(1));

        Proposal.Changed proposal = changed(proposal(text, porto.alert("ours"), PLAIN));

        assertThat(proposal.diff().lines().filter(line -> line.startsWith("+") || line.startsWith("-")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("-"));
        assertThat(Watched.policy(2, proposal.text()).rules()).hasSize(1);
    }

    @Test
    void whatADeviceIsAllowedSaysNothingOfTheDeviceOfThatIdAtAnotherSite() {
        String text = TWO_CAMERAS + """
                rules:
                  - { id: home, subject: { sites: lisbon, zones: things }, allow: [ { to: 203.0.113.10 } ] }
                """;
        Watched lisbon = new Watched("lisbon", text);
        lisbon.see(flow(VACUUM, CLOUD, 443).number(1));

        String proposed = changed(proposal(text, lisbon.alert("home"), PLAIN)).text();

        assertThat(proposed).contains("{ id: allowed-to-camera, subject: { sites: [lisbon], devices: [camera] }, ");
        assertThat(new Watched("porto", proposed).verdict(flow(STRANGER, OTHER, 8883)))
                .isEqualTo(Verdict.UNJUDGED);
    }

    @Test
    void aDetectionIsTurnedOffForTheDeviceOfTheOneSite() {
        Watched lisbon = new Watched("lisbon", TWO_CAMERAS);
        lisbon.see(flow(VACUUM, CLOUD, 53).udp().number(1));

        String proposed = changed(proposal(TWO_CAMERAS, lisbon.alert("dns-bypass"), PLAIN))
                .text();
        Watched porto = new Watched("porto", proposed);
        porto.see(flow(STRANGER, CLOUD, 53).udp().number(1));

        assertThat(porto.alerts("dns-bypass")).hasSize(1);
    }

    @Test
    void aDetectionWhereTheRuleIsSwitchedOffPutsNobodyUnderDefaultDeny() {
        String text = switchedOff(", rules: [ { id: home, off: true } ]");
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 53).udp().number(1));

        String proposed =
                changed(proposal(text, site.alert("dns-bypass"), PLAIN)).text();

        assertThat(proposed).startsWith(text).endsWith("off: true }\n");
    }

    @Test
    void anAlertOfARuleThatWasSwitchedOffMeanwhilePutsNobodyUnderDefaultDeny() {
        Watched site = new Watched("lisbon", switchedOff(""));
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        String now = switchedOff(", rules: [ { id: home, off: true } ]");

        assertThat(reason(proposal(now, site.alert("home"), PLAIN))).contains("No rule forbids Robot vacuum");
    }

    @Test
    void aDetectionOfAServerOfTheSiteDoesNotPutItUnderTheDefaultDenyOfItsZone() {
        String text = """
                curfew: 1
                sites:
                  - id: lisbon
                    resolvers: [192.0.2.1]
                    timeServers: [192.0.2.21]
                    zones: [ { id: things, subnets: [192.0.2.0/26] } ]
                devices: [ { id: clock, mac: "02:00:00:00:00:21" } ]
                rules:
                  - { id: home, subject: { zones: things }, allow: [ { service: dns, to: resolvers } ] }
                  - { id: no-telnet, subject: { devices: clock }, deny: [ { service: telnet } ] }
                """;
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 53).udp().number(1));

        String proposed =
                changed(proposal(text, site.alert("dns-bypass"), PLAIN)).text();

        assertThat(proposed).startsWith(text).endsWith("off: true }\n");
    }

    @Test
    void aListedPeerIsAllowedAsTheDeviceThatItIs() {
        String text = BLOCKS.replace("devices:\n", "devices:\n  - { id: nas, mac: \"00:00:5e:00:53:33\" }\n");
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, STRANGER, 53).udp().number(1));

        site.adopt(Watched.policy(
                2, changed(proposal(text, site.alert("dns-bypass"), PLAIN)).text()));
        site.see(flow(VACUUM, STRANGER, 53).udp().number(2).at(NOON.plusSeconds(60)));

        assertThat(site.alert("dns-bypass").count()).isEqualTo(1);
        assertThat(site.alert("dns-bypass").state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void whoMayAskIsAllowedWhereTheDeviceSentByAnswering() {
        String text = BRACKETS.replace("{ service: dns, to: resolvers }", "{ from: internet }");
        Watched site = new Watched("lisbon", text);
        site.see(flow(CLOUD, VACUUM, 443).number(1).receiving(2_000));
        site.see(flow(CLOUD, VACUUM, 443)
                .number(2)
                .at(NOON.plus(Duration.ofHours(50)))
                .receiving(40_000_000));

        String proposed =
                changed(proposal(text, site.alert("unexpected-upload"), PLAIN)).text();

        assertThat(proposed).contains("allow: [ { from: 203.0.113.9, service: https } ]");
        assertThat(stateUnder(Watched.policy(2, proposed), site, "unexpected-upload"))
                .isEqualTo(State.RESOLVED);
    }

    @Test
    void anEntryThatSeveralRulesShareIsLeftToPeople() {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21" } ]
                rules:
                  - { id: all, subject: { any: true }, deny: &never [ { service: https }, { service: telnet } ] }
                  - { id: home, subject: { devices: vacuum }, deny: *never }
                """;
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        assertThat(reason(proposal(text, site.alert("all"), PLAIN))).contains("more than this");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deny: [ { service: https }, { to: internet } ]| denies it by { to: internet }",
                "deny: [ { service: https } ], allow: [ { service: dns, to: resolvers } ]| no entry would allow it"
            })
    void anEntryWithoutWhichItIsForbiddenAllTheSameIsLeftToPeople(String rule, String reason) {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, resolvers: 192.0.2.1, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21" } ]
                rules:
                  - { id: home, subject: { zones: things }, RULE }
                """.replace("RULE", rule);
        Watched site = new Watched("lisbon", text);
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        assertThat(reason(proposal(text, site.alert("home"), PLAIN))).contains(reason);
    }

    @Test
    void anEntryThatAnotherRuleDeniesAllTheSameIsNotProposed() {
        Watched site = new Watched("lisbon", BLOCKS);
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        String now = BLOCKS.replace(
                "rules:\n", "rules:\n  - { id: no-web, subject: { zones: things }, deny: { service: https } }\n");

        assertThat(reason(proposal(now, site.alert("home"), PLAIN))).contains("The rule no-web denies it");
    }

    @Test
    void aDeviceIsNotListedUnderAnIdOfWhichARuleOfAnotherSiteSpeaks() {
        String text = """
                curfew: 1
                sites:
                  - { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
                  - { id: porto }
                devices: [ { id: "00-00-5e-00-53-33", site: porto, mac: "00:00:5e:00:53:33" } ]
                rules:
                  - { id: home, subject: { zones: things }, deny: { service: telnet } }
                  - { id: phone, subject: { devices: "00-00-5e-00-53-33" }, allow: { to: internet } }
                """;
        Watched site = new Watched("lisbon", text);
        site.see(flow(STRANGER, CLOUD, 443).number(1));

        assertThat(reason(proposal(text, site.alert("new-device"), PLAIN))).contains("the id of the device");
    }

    private static String withOwnRule(String own) {
        return """
                curfew: 1
                sites:
                  - { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
                  - id: porto
                    zones: [ { id: things, subnets: [192.0.2.0/26] } ]
                    rules:
                      - OWN
                rules: [ { id: no-web, subject: { zones: things }, deny: [ { to: internet, service: http } ] } ]
                """.replace("OWN", own);
    }

    private static String switchedOff(String rules) {
        return """
                curfew: 1
                sites:
                  - { id: lisbon, resolvers: 192.0.2.1, zones: [ { id: things, subnets: [192.0.2.0/26] } ]OFF }
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum } ]
                rules:
                  - { id: home, subject: { zones: things }, allow: [ { to: 203.0.113.10 } ] }
                """.replace("OFF", rules);
    }

    /** @param rule in the place of the file {@code lamp.json}, which drops one address and accepts another */
    private static Map<String, String> withMud(String rule) {
        String policy = """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21" } ]
                rules:
                RULE
                  - { id: other, subject: { any: true }, deny: [ { service: ftp } ] }
                """.replace("RULE", rule);
        return Map.of("policy.yaml", policy, "lamp.json", MUD);
    }

    /** What becomes of an alert when a policy begins to judge. */
    private static State stateUnder(Policy policy, Watched site, String origin) {
        site.adopt(policy);
        site.see(flow(VACUUM, ROUTER, 53).udp().number(9).at(NOON.plus(Duration.ofHours(51))));
        return site.alert(origin).state();
    }

    private static Proposal proposal(String text, Alert alert, Wish wish) {
        return proposal(Map.of("policy.yaml", text), alert, wish);
    }

    /** @param texts the policy and the files that it names */
    private static Proposal proposal(Map<String, String> texts, Alert alert, Wish wish) {
        return Allowance.of(texts.getOrDefault("policy.yaml", ""), alert, wish, read -> {
            Map<String, String> changed = new HashMap<>(texts);
            changed.put("policy.yaml", read);
            return PolicyReader.read(1, changed);
        });
    }

    private static Proposal.Changed changed(Proposal proposal) {
        assertThat(proposal).isInstanceOf(Proposal.Changed.class);
        return (Proposal.Changed) proposal;
    }

    private static String reason(Proposal proposal) {
        assertThat(proposal).isInstanceOf(Proposal.Impossible.class);
        return ((Proposal.Impossible) proposal).reason();
    }
}
