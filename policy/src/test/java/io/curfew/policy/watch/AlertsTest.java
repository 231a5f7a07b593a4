package io.curfew.policy.watch;

import io.curfew.events.Detail;
import io.curfew.events.FlowObservation;
import io.curfew.events.Outcome;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Standing;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static io.curfew.policy.watch.Sketch.summed;
import static io.curfew.policy.watch.VacuumHome.CLOUD;
import static io.curfew.policy.watch.VacuumHome.POLICY;
import static io.curfew.policy.watch.VacuumHome.ROUTER;
import static io.curfew.policy.watch.VacuumHome.VACUUM;
import static org.assertj.core.api.Assertions.assertThat;

/** From the first violation to the acknowledged alert that keeps counting. */
final class AlertsTest {
    private final Watched site = new Watched("lisbon", POLICY);

    @Test
    void aFlowCountsOnceHoweverOftenItIsToldOf() {
        site.see(flow(VACUUM, CLOUD, 443).number(7).start());
        Alert open = site.alert("home");
        site.see(flow(VACUUM, CLOUD, 443).number(7).update().at(NOON.plusSeconds(60)));
        site.see(flow(VACUUM, CLOUD, 443).number(7).outcome(Outcome.RESET).at(NOON.plusSeconds(90)));
        Alert ended = site.alert("home");

        assertThat(open.count()).isEqualTo(1);
        assertThat(open.outcomes()).isEqualTo(Map.of("unknown", 1L));
        assertThat(ended.count()).isEqualTo(1);
        assertThat(ended.outcomes()).isEqualTo(Map.of("reset", 1L));
        assertThat(ended.last()).isEqualTo(NOON.plusSeconds(90));
        assertThat(ended.evidence())
                .singleElement()
                .satisfies(evidence ->
                        assertThat(evidence.summary()).contains("192.0.2.21:50000 → 203.0.113.9:443 tcp", "reset"));
        assertThat(site.memory().size(Table.FLOWS)).isZero();
    }

    @Test
    void anAlertShowsWhatItsRuleAllows() {
        site.see(flow(VACUUM, CLOUD, 443).number(7).start());

        assertThat(site.alert("home").ruleText()).isEqualTo("allow:\n  - { service: dns, to: resolvers }");
    }

    @Test
    void anAlertWarnsBeforeANameThatADeviceNeedsIsBlocked() {
        site.see(answer(VACUUM, ROUTER, NOON, "ot.io.mi.com", "203.0.113.9"));
        site.see(flow(VACUUM, CLOUD, 443));

        assertThat(site.alert("home").advice())
                .contains("Watch out when you block it: Without ot.io.mi.com, Xiaomi and Roborock vacuums");
    }

    @Test
    void blockingAnAddressThatIsAlsoSomethingNeededIsWarnedOf() {
        site.see(answer(VACUUM, ROUTER, NOON, "ot.io.mi.com", "203.0.113.9"));
        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(1), "other.example", "203.0.113.9"));

        site.see(flow(VACUUM, CLOUD, 443).at(NOON.plusSeconds(2)));

        assertThat(site.alert("home").advice())
                .contains("Watch out when you block it: Without ot.io.mi.com, Xiaomi and Roborock vacuums");
    }

    @Test
    void flowsWithTheSameNumberOfAnotherSensorOrRunAreOtherFlows() {
        FlowObservation start = flow(VACUUM, CLOUD, 443).number(7).start().draw();

        site.see("attic", start);
        site.see("cellar", start);

        assertThat(site.alert("home").count()).isEqualTo(2);
    }

    @Test
    void anAlertIsToldAtOnceWhenItOpensAndLaterWhenItOnlyHappensAgain() {
        site.see(flow(VACUUM, CLOUD, 443).number(1).at(NOON));
        assertThat(countsToldNow()).containsExactly(1L);

        site.see(flow(VACUUM, CLOUD, 443).number(2).at(NOON.plusSeconds(1)));
        assertThat(countsToldNow()).isEmpty();

        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(2), "api.example.org", "203.0.113.10"));
        assertThat(countsToldNow()).containsExactly(2L);
    }

    @Test
    void anAlertThatIsKnownForLongIsToldOfNoMoreThanEachFiveMinutes() {
        Instant later = NOON.plus(Duration.ofHours(1));
        site.see(flow(VACUUM, CLOUD, 443).number(1).at(NOON));
        site.see(flow(VACUUM, CLOUD, 443).number(2).at(later));
        assertThat(countsToldNow()).containsExactly(2L);

        site.see(flow(VACUUM, CLOUD, 443).number(3).at(later.plusSeconds(1)));
        site.see(flow(VACUUM, CLOUD, 443).number(4).at(later.plusSeconds(299)));
        assertThat(countsToldNow()).isEmpty();

        site.see(flow(VACUUM, CLOUD, 443).number(5).at(later.plusSeconds(300)));
        assertThat(countsToldNow()).containsExactly(5L);
    }

    @Test
    void ofManyThatHappenAgainAtOnceTheLongestDueAreToldFirstAndANewOneBeforeThem() {
        for (int peer = 0; peer < 5; peer++) {
            site.see(flow(VACUUM, vendor(peer), 443).number(peer).at(NOON.plusMillis(peer)));
        }
        for (int peer = 4; peer >= 0; peer--) {
            site.see(flow(VACUUM, vendor(peer), 443).number(10 + peer).at(NOON.plusSeconds(1)));
            assertThat(peersToldNow()).isEmpty();
        }

        Instant later = NOON.plusSeconds(10);
        site.see(flow(VACUUM, CLOUD, 443).number(30).at(later));
        List<String> told = new ArrayList<>(peersToldNow());
        assertThat(told).first().isEqualTo("203.0.113.9");
        for (int look = 0; look < 5; look++) {
            site.see(answer(VACUUM, ROUTER, later, "api.example.org", "203.0.113.10"));
            assertThat(site.latest().alerts()).hasSizeLessThanOrEqualTo(2);
            told.addAll(peersToldNow());
        }
        assertThat(told)
                .containsExactly(
                        "203.0.113.9", "203.0.113.20", "203.0.113.21", "203.0.113.22", "203.0.113.23", "203.0.113.24");
    }

    private static Host vendor(int number) {
        return Host.of("203.0.113." + (20 + number)).behind(ROUTER);
    }

    private List<String> peersToldNow() {
        return site.latest().alerts().stream()
                .filter(alert -> alert.origin().equals("home"))
                .flatMap(alert -> Stream.ofNullable(alert.peer()))
                .map(peer -> String.valueOf(peer.ip()))
                .toList();
    }

    private List<Long> countsToldNow() {
        return site.latest().alerts().stream()
                .filter(alert -> alert.origin().equals("home"))
                .map(Alert::count)
                .toList();
    }

    @Test
    void aNameThatMovesFromAddressToAddressStaysOneMatter() {
        for (int host = 1; host < 30; host++) {
            site.see(answer(VACUUM, ROUTER, NOON, "api.cdn.example", "203.0.113." + host));
            site.see(flow(VACUUM, Host.of("203.0.113." + host), 443).number(host));
        }

        assertThat(site.alert("home").count()).isEqualTo(29);
    }

    @Test
    void anotherPeerServiceOrDeviceIsAnotherMatter() {
        Stream.of(
                        flow(VACUUM, CLOUD, 443),
                        flow(VACUUM, CLOUD, 80),
                        flow(VACUUM, Host.of("203.0.113.10"), 443),
                        flow(Host.of("00:00:5e:00:53:33", "192.0.2.33"), CLOUD, 443))
                .forEach(site::see);

        assertThat(site.alerts("home")).hasSize(4);
    }

    @Test
    void theSameMatterHasTheSameIdInAnotherMemoryAndAnotherAtAnotherSite() {
        Watched again = new Watched("lisbon", POLICY);
        site.see(flow(VACUUM, CLOUD, 443));
        again.see(flow(VACUUM, CLOUD, 443).number(99).at(NOON.plusSeconds(9)));

        assertThat(again.alert("home").id()).isEqualTo(site.alert("home").id()).hasSize(32);
    }

    @Test
    void aNameThatBecomesKnownLaterDoesNotCountTheFlowTwice() {
        site.see(flow(VACUUM, CLOUD, 443).start());

        site.see(flow(VACUUM, CLOUD, 443).serverName("api.example").at(NOON.plusSeconds(5)));

        assertThat(site.alert("home").count()).isEqualTo(1);
    }

    @Test
    void anAcknowledgedAlertStaysAcknowledgedAndKeepsCounting() {
        site.see(flow(VACUUM, CLOUD, 443));
        Alert open = site.alert("home");

        site.command(new Command.Acknowledge(new SiteId("lisbon"), "olga", NOON.plusSeconds(60), open.id(), "known"));
        Alert acknowledged = site.alert("home");
        site.see(flow(VACUUM, CLOUD, 443).number(2).at(NOON.plusSeconds(90)));
        Alert again = site.alert("home");

        assertThat(open.state()).isEqualTo(Alert.State.OPEN);
        assertThat(acknowledged.state()).isEqualTo(Alert.State.ACKNOWLEDGED);
        assertThat(acknowledged.standing().acknowledgement())
                .isEqualTo(new Standing.Acknowledgement("olga", NOON.plusSeconds(60), "known"));
        assertThat(again.state()).isEqualTo(Alert.State.ACKNOWLEDGED);
        assertThat(again.standing().acknowledgement())
                .isEqualTo(acknowledged.standing().acknowledgement());
        assertThat(again.count()).isEqualTo(2);
    }

    @Test
    void anAcknowledgementOfNothingChangesNothing() {
        site.command(new Command.Acknowledge(new SiteId("lisbon"), "olga", NOON, "none", ""));

        assertThat(site.latest().alerts()).isEmpty();
    }

    @Test
    void anAlertSaysWhichPolicyVersionJudgedItLast() {
        site.see(flow(VACUUM, CLOUD, 443));
        assertThat(site.alert("home").policyVersion()).isEqualTo(1);

        site.adopt(Watched.policy(2, POLICY));
        site.see(flow(VACUUM, CLOUD, 443).number(2));
        assertThat(site.alert("home").policyVersion()).isEqualTo(2);
    }

    @Test
    void aChangedPolicyJudgesAnew() {
        site.see(flow(VACUUM, CLOUD, 443));

        site.adopt(Watched.policy(2, POLICY.replace("{ service: dns, to: resolvers }", "{ to: internet }")));
        site.see(flow(VACUUM, CLOUD, 443).number(2));

        assertThat(site.alert("home").count()).isEqualTo(1);
    }

    @Test
    void theSumOfAMinuteViolatesAsItsFlowsWouldHave() {
        site.see(summed(VACUUM, CLOUD, 443, Detail.AGGREGATED));

        assertThat(site.alert("home").count()).isEqualTo(1);
    }

    @Test
    void countsAreNotJudgedAndMakeNoDeviceOfNobody() {
        site.see(summed(VACUUM, Host.of("0.0.0.0"), 0, Detail.COUNTS));
        site.see(summed(Host.of("0.0.0.0"), VACUUM, 0, Detail.COUNTS));

        assertThat(site.alerts()).isEmpty();
        assertThat(site.memory().size(Table.DEVICES)).isEqualTo(1);
    }
}
