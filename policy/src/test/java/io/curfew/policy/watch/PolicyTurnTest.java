package io.curfew.policy.watch;

import io.curfew.events.Outcome;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Alert.State;
import io.curfew.policy.Command;
import io.curfew.policy.Standing;
import io.curfew.policy.Standing.Turn;
import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

/** What another policy makes of the violations that are open when it begins to judge the site. */
final class PolicyTurnTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Instant LATER = NOON.plusSeconds(3_600);
    private static final Host OTHER_CLOUD = Host.of("203.0.113.77").behind(ROUTER);
    private static final String TEXT = "policy.yaml";
    private static final String ALLOWED = "{ service: dns, to: resolvers }";

    private final Map<String, String> texts = new HashMap<>(Map.of(TEXT, VacuumHome.POLICY));
    private Watched site = new Watched("lisbon", texts);
    private int flows;
    private long version = 1;

    @Test
    void whatANewVersionAllowsIsOverWhereItBeginsToJudge() {
        violate(CLOUD, NOON);

        allow("{ to: 203.0.113.9 }");
        State before = alert().state();
        pass(LATER);

        assertThat(before).isEqualTo(State.OPEN);
        assertThat(alert().standing().resolution()).isEqualTo(new Standing.Resolution("", LATER));
        assertThat(alert().standing().history().getLast())
                .isEqualTo(new Standing.Event(LATER, "", Turn.RESOLVED, null));
        assertThat(alert().standing().notes())
                .containsExactly(new Standing.Note("", LATER, "Policy version 2 allows it by the rule \"home\"."));
    }

    @Test
    void itIsOverBeforeWhatIsObservedThenIsJudged() {
        violate(CLOUD, NOON);

        allow("{ to: 203.0.113.9, ports: tcp/8883 }, { to: 203.0.113.9, until: 2026-11-02T13:00:00Z }");
        violate(CLOUD, LATER.plusSeconds(60));

        assertThat(alert().state()).isEqualTo(State.OPEN);
        assertThat(alert().standing().history())
                .extracting(Standing.Event::turn)
                .containsExactly(Turn.OPENED, Turn.RESOLVED, Turn.REOPENED);
    }

    @Test
    void aNameIsAllowedByWhichItWasTold() {
        answered("cloud.example.org", CLOUD, NOON.minusSeconds(5));
        violate(CLOUD, NOON);

        allow("{ to: cloud.example.org }");
        pass(LATER);

        assertThat(why()).isEqualTo("Policy version 2 allows it by the rule \"home\".");
    }

    @Test
    void aNameIsAllowedThatIsLongForgotten() {
        answered("cloud.example.org", CLOUD, NOON.minusSeconds(5));
        violate(CLOUD, NOON);

        allow("{ to: cloud.example.org }");
        pass(NOON.plus(Duration.ofDays(5)));

        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void whatMayHaveGoneThroughADeniedNameStaysOpenWhenTheNameIsForgotten() {
        answered("cloud.example.org", CLOUD, NOON.minusSeconds(5), "x.tracker.example");
        violate(CLOUD, NOON);

        text(VacuumHome.POLICY
                .replace(ALLOWED, ALLOWED + ", { to: cloud.example.org }")
                .replace("severity: high", "deny: [ { to: \"*.tracker.example\" } ], severity: high"));
        pass(NOON.plus(Duration.ofDays(5)));

        assertThat(alert().state()).isEqualTo(State.OPEN);
    }

    @Test
    void whatHasTwoAddressesStaysOpenWhereOneIsAllowed() {
        answered("cloud.example.org", CLOUD, NOON.minusSeconds(5));
        answered("cloud.example.org", OTHER_CLOUD, NOON.minusSeconds(4));
        violate(CLOUD, NOON);
        violate(OTHER_CLOUD, NOON.plusSeconds(120));

        allow("{ to: 203.0.113.77 }");
        pass(LATER);
        State ofOne = alert().state();
        allow("{ to: 203.0.113.77 }, { to: 203.0.113.9 }");
        pass(LATER.plusSeconds(60));

        assertThat(ofOne).isEqualTo(State.OPEN);
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void anAddressThatMadeRoomAmongItsPiecesKeepsANamedPeerOpen() {
        answered("cloud.example.org", CLOUD, NOON.minusSeconds(5));
        answered("cloud.example.org", OTHER_CLOUD, NOON.minusSeconds(4));
        violate(CLOUD, NOON);
        violate(OTHER_CLOUD, NOON.plusSeconds(120));
        for (int minute = 4; minute < 30; minute += 2) {
            violate(CLOUD, NOON.plusSeconds(minute * 60L));
        }
        assertThat(alert().evidence())
                .allSatisfy(piece -> assertThat(piece.flow())
                        .extracting(kept -> kept.responder().ip())
                        .isEqualTo(CLOUD.ip()));

        allow("{ to: 203.0.113.9 }");
        pass(LATER);
        State byOneAddress = alert().state();
        allow("{ to: cloud.example.org }");
        pass(LATER.plusSeconds(60));

        assertThat(byOneAddress).isEqualTo(State.OPEN);
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ to: 203.0.113.9, ports: tcp/8883 }",
                "{ to: 203.0.113.10 }",
                "{ to: 203.0.113.9, until: 2026-11-02T11:00:00Z }",
                "{ to: cloud.example.org }",
                "{ from: 203.0.113.9 }"
            })
    void whatANewVersionStillForbidsStaysOpen(String entry) {
        violate(CLOUD, NOON);

        allow(entry);
        pass(LATER);

        assertThat(alert().state()).isEqualTo(State.OPEN);
        assertThat(alert().standing().notes()).isEmpty();
    }

    @Test
    void whatOnlyAMissingFileMayDenyStaysOpen() {
        violate(CLOUD, NOON);

        String listed = VacuumHome.POLICY
                .replace("curfew: 1", "curfew: 1\nlists: [ { id: bad, file: bad.txt } ]")
                .replace(ALLOWED, ALLOWED + ", { to: 203.0.113.9 }")
                .replace("severity: high", "deny: [ { to: lists/bad } ], severity: high");
        textWithoutFiles(listed);
        pass(LATER);
        State without = alert().state();
        texts.put("bad.txt", "bad.example.org");
        text(listed.replace("{ to: 203.0.113.9 }", "{ to: 203.0.113.8/31 }"));
        pass(LATER.plusSeconds(60));

        assertThat(without).isEqualTo(State.OPEN);
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void aRuleThatIsGoneForbidsNothing() {
        violate(CLOUD, NOON);

        text(VacuumHome.POLICY.replace("id: home", "id: house").replace(ALLOWED, ALLOWED + ", { to: 203.0.113.9 }"));
        pass(LATER);

        assertThat(why()).isEqualTo("Policy version 2 no longer has the rule \"home\" here.");
    }

    @Test
    void whatARuleForbidsThatIsOnlyCalledOtherwiseStaysOpen() {
        violate(CLOUD, NOON);

        text(VacuumHome.POLICY.replace("id: home", "id: house"));
        pass(LATER);

        assertThat(alert().state()).isEqualTo(State.OPEN);
    }

    @Test
    void whatAnotherRuleForbidsStaysOpenThoughItsOwnNamesTheDeviceNoMore() {
        violate(CLOUD, NOON);

        text(VacuumHome.POLICY
                .replace("subnets: [192.0.2.0/26] }", "subnets: [192.0.2.0/26] }, { id: guest, vlans: [20] }")
                .replace("zones: [things] }, allow", "zones: [guest] }, allow")
                .replace(
                        "rules: [ ",
                        "rules: [ { id: own, subject: { devices: [vacuum] }, allow: [ " + ALLOWED + " ] }, "));
        pass(LATER);

        assertThat(alert().state()).isEqualTo(State.OPEN);
    }

    @Test
    void aRuleThatNoLongerNamesTheDeviceForbidsItNothing() {
        violate(CLOUD, NOON);

        text(VacuumHome.POLICY
                .replace("subnets: [192.0.2.0/26] }", "subnets: [192.0.2.0/26] }, { id: guest, vlans: [20] }")
                .replace("zones: [things] }, allow", "zones: [guest] }, allow"));
        pass(LATER);

        assertThat(why()).isEqualTo("Policy version 2 no longer has the rule \"home\" name the device.");
    }

    @Test
    void ofAnAddressInNoZoneNobodyKnowsWhichRuleNamesIt() {
        Host tagged = Host.of("02:00:00:00:00:21", "192.168.7.21");
        String vlans = VacuumHome.POLICY.replace("subnets: [192.0.2.0/26]", "vlans: [30]");
        site = new Watched("lisbon", vlans);
        site.see(flow(tagged, CLOUD, 443).vlan(30).at(NOON));

        text(vlans.replace("id: things", "id: gadgets").replace("zones: [things]", "zones: [gadgets]"));
        site.see(flow(tagged, ROUTER, 53).udp().number(9).vlan(30).at(LATER));
        State renamed = alert().state();
        text(vlans.replace(ALLOWED, ALLOWED + ", { to: 203.0.113.9 }"));
        site.see(flow(tagged, ROUTER, 53).udp().number(9).vlan(30).at(LATER.plusSeconds(60)));

        assertThat(renamed).isEqualTo(State.OPEN);
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void aDenyThatIsGoneForbidsNothing() {
        String denying = VacuumHome.POLICY.replace(
                "allow: [ " + ALLOWED + " ]", "deny: [ { to: 203.0.113.9 }, { to: 203.0.113.77 } ]");
        site = new Watched("lisbon", denying);
        violate(CLOUD, NOON);

        text(denying.replace("{ to: 203.0.113.9 }, ", ""));
        pass(LATER);

        assertThat(why()).isEqualTo("Policy version 2 no longer forbids it.");
    }

    @Test
    void aListThatForgetsANameEndsNothingUntilTheTextIsAnother() {
        String denying = VacuumHome.POLICY
                .replace("curfew: 1", "curfew: 1\nlists: [ { id: ads, file: ads.txt } ]")
                .replace("allow: [ " + ALLOWED + " ]", "deny: [ { dns: lists/ads } ]");
        texts.putAll(Map.of(TEXT, denying, "ads.txt", "ads.example.org\ncdn.example.org"));
        site = new Watched("lisbon", texts);
        answered("ads.example.org", CLOUD, NOON);
        answered("www.example.org", CLOUD, NOON.plusSeconds(1), "cdn.example.org");

        texts.put("ads.txt", "other.example.org\ncdn.example.org");
        text(denying);
        pass(LATER);
        List<State> ofFilesAlone =
                site.alerts("home").stream().map(Alert::state).toList();
        text(denying.replace("severity: high", "severity: low"));
        pass(LATER.plusSeconds(60));

        assertThat(ofFilesAlone).hasSize(2).containsOnly(State.OPEN);

        assertThat(site.alerts("home"))
                .extracting(alert -> alert.peer() + " " + alert.state())
                .satisfiesExactlyInAnyOrder(
                        ads -> assertThat(ads).contains("ads.example.org").endsWith("RESOLVED"),
                        www -> assertThat(www).contains("www.example.org").endsWith("OPEN"));
    }

    @Test
    void itIsOverForWhoeverCalledTheDeviceToo() {
        site.see(flow(Host.of("198.51.100.7").behind(ROUTER), VACUUM, 22).at(NOON));

        allow("{ from: 198.51.100.7, ports: tcp/22 }");
        pass(LATER);

        assertThat(why()).isEqualTo("Policy version 2 allows it by the rule \"home\".");
        assertThat(site.alert("inbound-from-internet").state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void whatSomebodyAcknowledgedOrMutedIsOverToo() {
        violate(CLOUD, NOON);
        violate(OTHER_CLOUD, NOON);
        List<String> ids = site.alerts("home").stream().map(Alert::id).toList();
        site.command(new Command.Acknowledge(LISBON, "olga", NOON.plusSeconds(5), ids.getFirst(), ""));
        Instant until = NOON.plus(Duration.ofDays(3));
        site.command(new Command.Mute(LISBON, "olga", NOON.plusSeconds(5), ids.getLast(), until, ""));

        allow("{ to: 203.0.113.0/24 }");
        pass(LATER);
        List<State> allowed = site.alerts("home").stream().map(Alert::state).toList();
        text(VacuumHome.POLICY);
        violate(OTHER_CLOUD, LATER.plusSeconds(60));

        assertThat(allowed).containsOnly(State.RESOLVED);
        assertThat(site.alerts("home")).extracting(Alert::state).containsExactlyInAnyOrder(State.RESOLVED, State.MUTED);
    }

    @Test
    void whatIsForbiddenAgainOpensAgain() {
        violate(CLOUD, NOON);
        allow("{ to: 203.0.113.9 }");
        pass(LATER);

        text(VacuumHome.POLICY);
        pass(LATER.plusSeconds(60));
        State takenBack = alert().state();
        violate(CLOUD, LATER.plusSeconds(120));

        assertThat(takenBack).isEqualTo(State.RESOLVED);
        assertThat(alert().state()).isEqualTo(State.OPEN);
        assertThat(alert().standing().reopened()).isEqualTo(LATER.plusSeconds(120));
    }

    @Test
    void whatAPersonOpensAgainStaysOpenUntilItHappensAgain() {
        violate(CLOUD, NOON);
        allow("{ to: 203.0.113.9 }");
        pass(LATER);
        site.command(new Command.Reopen(LISBON, "olga", LATER.plusSeconds(5), alert().id(), "look"));

        allow("{ to: 203.0.113.9 }, { to: 203.0.113.77 }");
        pass(LATER.plusSeconds(60));

        assertThat(alert().state()).isEqualTo(State.OPEN);
    }

    @Test
    void aVersionThatSaysNothingElseOfTheSiteEndsNothing() {
        text(VacuumHome.POLICY.replace(ALLOWED, ALLOWED + ", { to: cloud.example.org }"));
        violate(CLOUD, NOON);
        answered("cloud.example.org", CLOUD, NOON.plusSeconds(5));

        text(texts.get(TEXT) + "# a word more\n");
        pass(LATER);
        State commented = alert().state();
        allow("{ to: cloud.example.org }, { to: 203.0.113.77 }");
        pass(LATER.plusSeconds(60));
        State byANameOfAfterIt = alert().state();
        allow("{ to: 203.0.113.9 }");
        pass(LATER.plusSeconds(120));

        assertThat(commented).isEqualTo(State.OPEN);
        assertThat(byANameOfAfterIt).isEqualTo(State.OPEN);
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void aSiteThatIsSilentIsJudgedAnewWhenTimePasses() {
        violate(CLOUD, NOON);

        allow("{ to: 203.0.113.9 }");
        site.pass(Duration.ofMinutes(10));

        assertThat(alert().standing().resolution())
                .isEqualTo(new Standing.Resolution("", NOON.plus(Duration.ofMinutes(10))));
    }

    @Test
    void aPolicyThatDoesNotKnowTheSiteEndsNothing() {
        violate(CLOUD, NOON);

        text("curfew: 1\nsites: [ { id: porto } ]\n");
        pass(LATER);

        assertThat(alert().state()).isEqualTo(State.OPEN);
    }

    @Test
    void whatManyPeersAreGatheredInStaysOpenWhileItsRuleStands() {
        for (int peer = 1; peer <= 90; peer++) {
            violate(Host.of("198.51.100." + peer).behind(ROUTER), NOON.plusSeconds(peer * 60L));
        }

        allow("{ to: 198.51.100.64/26 }");
        pass(NOON.plusSeconds(91 * 60L));
        State allowed = gathered().state();
        text(VacuumHome.POLICY.replace("id: home", "id: house"));
        pass(NOON.plusSeconds(92 * 60L));
        State renamed = gathered().state();
        text(VacuumHome.POLICY.substring(0, VacuumHome.POLICY.indexOf("rules:")));
        pass(NOON.plusSeconds(93 * 60L));

        assertThat(allowed).isEqualTo(State.OPEN);
        assertThat(renamed).isEqualTo(State.OPEN);
        assertThat(site.alerts("home")).extracting(Alert::state).containsOnly(State.RESOLVED);
    }

    private Alert gathered() {
        return site.alerts("home").stream()
                .filter(alert -> alert.peer() == null)
                .findFirst()
                .orElseThrow();
    }

    private Alert alert() {
        return site.alert("home");
    }

    private String why() {
        assertThat(alert().state()).isEqualTo(State.RESOLVED);
        return alert().standing().notes().getLast().text();
    }

    private void allow(String entries) {
        text(VacuumHome.POLICY.replace(ALLOWED, ALLOWED + ", " + entries));
    }

    private void text(String text) {
        texts.put(TEXT, text);
        site.adopt(Watched.policy(++version, texts));
    }

    private void textWithoutFiles(String text) {
        PolicyReading read = PolicyReader.readWithoutFiles(++version, Map.of(TEXT, text), GivenFiles.NONE);
        site.adopt(((PolicyReading.Accepted) read).policy());
    }

    private void violate(Host peer, Instant at) {
        site.see(flow(VACUUM, peer, 443).number(++flows).at(at).outcome(Outcome.UNANSWERED));
    }

    private void answered(String name, Host address, Instant at, String... chain) {
        site.see(answer(VACUUM, ROUTER, at, name, address.ip().toString(), chain));
    }

    /** Something that is allowed happens, so that time goes on. */
    private void pass(Instant at) {
        site.see(flow(VACUUM, ROUTER, 53).number(++flows).udp().at(at));
    }
}
