package io.curfew.policy.watch;

import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Verdict;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.proposal.Allowance;
import io.curfew.policy.proposal.Proposal;
import io.curfew.policy.proposal.Wish;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** A device that has alerts about hundreds of peers is a few things to decide on, not hundreds. */
final class GatheringTest {
    private static final int APART = 64;
    private static final int PEERS = 300;

    private static final String POLICY = """
            curfew: 1
            sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
            detections: [ { id: hard-coded-address, off: true } ]
            rules:
              - { id: at-home, subject: { zones: [things] }, allow: [ { to: { zone: things } } ] }
              - { id: names, subject: { zones: [things] }, deny: [ { dns: "*.bad.example" } ] }
            """;

    private final Watched site = new Watched("lisbon", POLICY);

    private Verdict contact(int peer) {
        Host other = Host.of("203.0.113." + peer % 256).behind(ROUTER);
        return site.verdict(
                flow(VACUUM, other, 10_000 + peer).udp().number(peer).at(NOON.plusSeconds(peer)));
    }

    private void contactAll() {
        for (int peer = 0; peer < PEERS; peer++) {
            assertThat(contact(peer)).isInstanceOf(Verdict.Violation.class);
        }
    }

    private List<Alert> atHome() {
        return site.alerts("at-home");
    }

    private Alert gathered() {
        return atHome().stream()
                .filter(alert -> alert.peer() == null)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void furtherPeersAreToldTogether() {
        contactAll();

        assertThat(atHome()).hasSize(APART + 1);
        assertThat(gathered().tally().count()).isEqualTo(PEERS - APART);
        assertThat(gathered().what()).contains("more than 64 alerts");
        assertThat(gathered().ruleText()).contains("allow:", "- { to: { zone: things } }");
        assertThat(gathered().remedy()).isNull();
        assertThat(gathered().evidence()).isNotEmpty();
    }

    @Test
    void eachRuleGathersForItself() {
        contactAll();
        site.see(answer(VACUUM, ROUTER, NOON.plusSeconds(PEERS), "one.bad.example", "203.0.113.9"));

        assertThat(site.alert("names").peer()).isNull();
        assertThat(atHome()).hasSize(APART + 1);
    }

    @Test
    void detectionsGatherToo() {
        Watched open = new Watched("lisbon", """
                curfew: 1
                sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                """);
        for (int asked = 0; asked < PEERS; asked++) {
            Host resolver =
                    Host.of("203.0." + asked / 250 + "." + (asked % 250 + 1)).behind(ROUTER);
            open.see(flow(VACUUM, resolver, 53).udp().number(asked).at(NOON.plusSeconds(asked)));
        }

        assertThat(open.alerts("dns-bypass")).hasSize(APART + 1);
        assertThat(open.alerts("dns-bypass"))
                .filteredOn(alert -> alert.peer() == null)
                .singleElement()
                .satisfies(alert -> assertThat(alert.tally().count()).isEqualTo(PEERS - APART));
    }

    @Test
    void whatHasItsOwnAlertStaysThere() {
        contactAll();
        long before = gathered().tally().count();

        site.see(flow(VACUUM, Host.of("203.0.113.0").behind(ROUTER), 10_000)
                .udp()
                .number(PEERS)
                .at(NOON.plusSeconds(PEERS)));

        assertThat(gathered().tally().count()).isEqualTo(before);
    }

    @Test
    void onceSomeAreSettledOthersAreToldOneByOneAgain() {
        contactAll();
        Alert settled = atHome().stream()
                .filter(alert -> alert.peer() != null)
                .findFirst()
                .orElseThrow();
        site.command(new Command.Resolve(site.site(), "anna", NOON.plusSeconds(PEERS), settled.id(), ""));

        contact(PEERS + 1);
        contact(PEERS + 2);

        assertThat(atHome()).hasSize(APART + 2);
        assertThat(gathered().tally().count()).isEqualTo(PEERS - APART + 1);
    }

    @Test
    void nothingIsProposedForManyAtOnce() {
        contactAll();

        Proposal proposal = Allowance.of(
                POLICY, gathered(), new Wish(null, ""), text -> PolicyReader.read(1, Map.of("policy.yaml", text)));

        assertThat(proposal)
                .isInstanceOfSatisfying(
                        Proposal.Impossible.class,
                        impossible -> assertThat(impossible.reason()).contains("gathers many peers"));
    }

    @Test
    void theOthersOfTheSiteAreNotConcerned() {
        contactAll();

        site.see(flow(
                        Host.of("02:00:00:00:00:33", "192.0.2.33"),
                        Host.of("203.0.113.7").behind(ROUTER),
                        443)
                .at(NOON.plusSeconds(PEERS)));

        assertThat(atHome())
                .filteredOn(alert -> !alert.device().equals(new DeviceId("02-00-00-00-00-21")))
                .singleElement()
                .satisfies(alert -> assertThat(alert.peer()).isNotNull());
    }
}
