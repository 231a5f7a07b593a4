package io.curfew.policy.watch;

import io.curfew.events.Detail;
import io.curfew.events.Observation;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.replay.Difference;
import io.curfew.policy.replay.Impact;
import io.curfew.policy.replay.WhatIf;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

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
import static org.assertj.core.groups.Tuple.tuple;

/** What a policy would have changed. */
final class WhatIfTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    /** Of each of many devices, so that they have more alerts than find room. */
    private static final int PEERS = 50;

    private static final Host LAMP = Host.of("02:00:00:00:00:22", "192.0.2.22");
    private static final Host OTHER = Host.of("203.0.113.10").behind(ROUTER);
    private static final SensorRun RUN = new SensorRun(new SensorId("attic"), "run-1");
    private static final String SITE = """
            curfew: 1
            sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26, 10.0.0.0/24] } ] } ]
            devices:
              - { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum }
              - { id: lamp, mac: "02:00:00:00:00:22", name: Lamp }
            """;

    private static Policy policy(String rules) {
        return Watched.policy(1, SITE, "rules: [ " + rules + " ]");
    }

    private static Impact impact(Policy before, Policy after, Observation... observations) {
        return impact(new WhatIf(LISBON, before, after), observations);
    }

    /** What counts from noon. */
    private static Impact impactFromNoon(Policy before, Policy after, Observation... observations) {
        return impact(new WhatIf(LISBON, before, after, NOON), observations);
    }

    private static Impact impact(WhatIf whatIf, Observation... observations) {
        for (Observation observation : observations) {
            whatIf.observe(RUN, observation);
        }
        return whatIf.impact();
    }

    private static final Policy OPEN =
            policy("{ id: open, subject: { any: true }, allow: [ { to: internet }, { to: resolvers } ] }");
    private static final Policy CLOSED =
            policy("{ id: closed, subject: { any: true }, allow: [ { to: resolvers } ], severity: high }");

    @Test
    void whatNobodySawIsMissing() {
        Report report = new Report();
        List<Observation> seen = new ArrayList<>();
        for (int minute = 0; minute < 180; minute++) {
            report.isUp = minute < 60;
            report.gone = Duration.ofMinutes(Math.max(0, minute - 60));
            seen.add(report.draw(NOON.plusSeconds(60L * minute)));
        }

        Impact impact = impact(OPEN, CLOSED, seen.toArray(Observation[]::new));

        assertThat(impact.begun()).isEmpty();
        assertThat(impact.missing())
                .singleElement()
                .asString()
                .startsWith(
                        "Not all was seen: it was so in the 3 hours for which the site was watched, though sensor attic"
                                + " could not see for 119 minutes.");
    }

    @Test
    void batchesThatAreMissingAtTheBeginningOfTheTimeThatCountsAreMissing() {
        WhatIf whatIf = new WhatIf(LISBON, OPEN, OPEN, NOON);
        whatIf.observe(
                RUN,
                flow(VACUUM, CLOUD, 443).number(1).at(NOON.minusSeconds(3_600)).draw());
        whatIf.trials().forEach(trial -> trial.missing(RUN.sensor(), 390));

        assertThat(whatIf.impact().missing())
                .containsExactly("Nothing was seen: 390 batches of sensor attic did not arrive.");

        whatIf.observe(
                RUN,
                flow(VACUUM, CLOUD, 443).number(2).at(NOON.plusSeconds(1_800)).draw());
        whatIf.observe(
                RUN,
                flow(VACUUM, CLOUD, 443).number(3).at(NOON.plusSeconds(1_920)).draw());

        assertThat(whatIf.impact().missing())
                .containsExactly(
                        "Not all was seen: it was so in the 2 minutes for which the site was watched, though 390 batches"
                                + " of sensor attic did not arrive.");
    }

    @Test
    void whatIsNotJudgedIsMissing() {
        Impact impact = impact(
                OPEN,
                CLOSED,
                flow(VACUUM, CLOUD, 443).number(1).draw(),
                Sketch.summed(LAMP, CLOUD, 443, Detail.COUNTS),
                Sketch.summed(VACUUM, OTHER, 443, Detail.AGGREGATED));

        assertThat(impact.missing())
                .containsExactly(
                        "Flows of zones whose detail is counts are not judged.",
                        "Of zones whose detail is aggregated neither single tries nor whole names are told: scans and"
                                + " retry storms are not seen, and rules on host names, or on names with more than two"
                                + " labels, match nothing.");
    }

    @Test
    void whereAllWasSeenNothingIsMissing() {
        assertThat(impact(OPEN, CLOSED, flow(VACUUM, CLOUD, 443).number(1).draw())
                        .missing())
                .isEmpty();
    }

    @Test
    void whatANewPolicyForbidsIsToldByDeviceAndPeerWithWhatItNeeds() {
        Impact impact = impact(
                OPEN,
                CLOSED,
                answer(VACUUM, ROUTER, NOON, "ot.io.mi.com", "203.0.113.9"),
                flow(VACUUM, CLOUD, 443).number(1).draw(),
                flow(VACUUM, CLOUD, 443)
                        .number(2)
                        .outcome(Outcome.UNANSWERED)
                        .at(NOON.plusSeconds(60))
                        .draw());

        assertThat(impact.observations()).isEqualTo(3);
        assertThat(impact.ended()).isEmpty();
        Difference difference = impact.begun().getFirst();
        assertThat(impact.begun()).hasSize(1);
        assertThat(difference.origin()).isEqualTo("closed");
        assertThat(difference.device()).isEqualTo(new DeviceId("vacuum"));
        assertThat(difference.count()).isEqualTo(2);
        assertThat(difference.first()).isEqualTo(NOON);
        assertThat(difference.last()).isEqualTo(NOON.plusSeconds(60));
        assertThat(difference.essential()).isNotNull();
        assertThat(difference.doubts()).isEmpty();
    }

    @Test
    void whatAPolicyNoLongerForbidsIsTold() {
        Impact impact = impact(
                CLOSED,
                OPEN,
                answer(LAMP, ROUTER, NOON, "api.example.org", "203.0.113.9"),
                flow(LAMP, CLOUD, 443).draw());

        assertThat(impact.begun()).isEmpty();
        assertThat(impact.ended()).extracting(Difference::deviceName).containsExactly("Lamp");
        assertThat(impact.ended().getFirst().essential()).isNull();
    }

    @Test
    void whatAnotherRuleForbidsInsteadIsNoChange() {
        Policy renamed = policy("{ id: shut, subject: { any: true }, allow: [ { to: resolvers } ], severity: low }");

        Impact impact = impact(CLOSED, renamed, flow(VACUUM, CLOUD, 443).draw());

        assertThat(impact.begun()).isEmpty();
        assertThat(impact.ended()).isEmpty();
        assertThat(impact.unchanged()).isEqualTo(2);
    }

    @Test
    void whatIsNotSureSaysWhy() {
        Impact impact = impact(
                OPEN,
                CLOSED,
                answer(LAMP, ROUTER, NOON, "api.example.org", "203.0.113.9"),
                flow(VACUUM, CLOUD, 443).number(1).inferred().draw(),
                flow(VACUUM, OTHER, 443).number(2).draw());

        assertThat(impact.begun())
                .extracting(Difference::doubts)
                .containsExactlyInAnyOrder(
                        List.of(
                                "The beginning of a flow was not seen, so that who started it is inferred.",
                                "The name is what another device was answered for this address."),
                        List.of(
                                "Nobody was seen asking for this address: an entry for its name would not have fitted."));
    }

    @Test
    void whoseAddressANeighboursIsMayHaveBeenSaidBefore() {
        Policy home = policy("{ id: home, subject: { any: true }, allow: [ { to: { zone: things } } ] }");
        Host neighbour = Host.of("10.0.0.40");
        Instant nextDay = NOON.plus(Duration.ofHours(25));

        Impact impact = impact(
                home,
                CLOSED,
                flow(VACUUM, neighbour, 80).number(1).draw(),
                flow(VACUUM, neighbour, 443).number(2).draw(),
                flow(VACUUM, neighbour, 443).number(3).at(nextDay).draw());

        assertThat(impact.begun())
                .extracting(Difference::service, Difference::doubts)
                .containsExactlyInAnyOrder(
                        tuple(
                                "http",
                                List.of(
                                        "Whose address this is may have been said before the time that was looked at: an"
                                                + " entry for that device would not have fitted.")),
                        tuple("https", List.of()));
    }

    @Test
    void withoutObservationsNothingIsKnown() {
        Impact impact = impact(OPEN, CLOSED);

        assertThat(impact.first()).isNull();
        assertThat(impact.observations()).isZero();
    }

    @Test
    void whatWasLearnedBeforeIsKnownAndDoesNotCount() {
        Policy named = policy("{ id: named, subject: { any: true }, allow: [ { to: api.example.org } ] }");
        Instant hourAgo = NOON.minus(Duration.ofHours(1));

        Impact impact = impactFromNoon(
                OPEN,
                named,
                answer(LAMP, ROUTER, hourAgo, "api.example.org", "203.0.113.9"),
                flow(LAMP, OTHER, 443).number(1).at(hourAgo).draw(),
                flow(LAMP, CLOUD, 443).number(2).draw());

        assertThat(impact.begun()).isEmpty();
        assertThat(impact.ended()).isEmpty();
        assertThat(impact.observations()).isEqualTo(1);
        assertThat(impact.first()).isEqualTo(NOON);
    }

    @Test
    void aNameThatWasDeniedBeforeDoesNotCount() {
        Policy denying = policy("{ id: no, subject: { any: true }, deny: [ { dns: api.example.org } ] }");

        Impact impact = impactFromNoon(
                OPEN,
                denying,
                answer(LAMP, ROUTER, NOON.minusSeconds(60), "api.example.org", "203.0.113.9"),
                answer(LAMP, ROUTER, NOON.plusSeconds(60), "api.example.org", "203.0.113.9"));

        assertThat(impact.begun()).extracting(Difference::count).containsExactly(1L);
    }

    @Test
    void aFlowThatGoesOnFromBeforeCountsOnce() {
        Impact impact = impactFromNoon(
                OPEN,
                CLOSED,
                flow(LAMP, CLOUD, 443).start().at(NOON.minusSeconds(60)).draw(),
                flow(LAMP, CLOUD, 443).update().at(NOON.plusSeconds(60)).draw(),
                flow(LAMP, CLOUD, 443).at(NOON.plusSeconds(120)).draw());

        assertThat(impact.begun()).extracting(Difference::count).containsExactly(1L);
    }

    @Test
    void whatIsToldLateOfATimeBeforeDoesNotCountEither() {
        Impact impact = impactFromNoon(
                OPEN,
                CLOSED,
                flow(LAMP, CLOUD, 443).number(1).at(NOON.plusSeconds(60)).draw(),
                flow(LAMP, CLOUD, 443).number(2).at(NOON.minusSeconds(1)).draw());

        assertThat(impact.begun()).extracting(Difference::count).containsExactly(1L);
        assertThat(impact.observations()).isEqualTo(1);
    }

    @Test
    void whoseAddressANeighboursIsWasSaidInADayOfLearning() {
        Policy home = policy("{ id: home, subject: { any: true }, allow: [ { to: { zone: things } } ] }");
        Host neighbour = Host.of("10.0.0.40");

        Impact impact = impactFromNoon(
                home,
                CLOSED,
                flow(VACUUM, neighbour, 80)
                        .number(1)
                        .at(NOON.minus(WhatIf.LEARNING))
                        .draw(),
                flow(VACUUM, neighbour, 443).number(2).draw());

        assertThat(impact.begun()).extracting(Difference::doubts).containsExactly(List.of());
    }

    @Test
    void whatMadeRoomAndHappensAgainCountsOn() {
        Policy closed = withoutHardCodedAddresses("");
        Policy openForOne = withoutHardCodedAddresses(
                ", { id: vacuum-may, subject: { devices: vacuum }, allow: [ { to: internet } ] }");

        Impact impact = impact(closed, openForOne, moreThanFindsRoom());

        assertThat(impact.begun()).isEmpty();
        assertThat(impact.ended())
                .hasSize(PEERS)
                .allMatch(difference -> difference.device().equals(new DeviceId("vacuum")))
                .allMatch(difference -> difference.count() == 2)
                .allMatch(difference -> difference.first().isBefore(NOON.plus(Duration.ofHours(1))))
                .noneMatch(difference -> difference.last().isBefore(NOON.plus(Duration.ofHours(1))));
    }

    private static Policy withoutHardCodedAddresses(String rules) {
        return Watched.policy(
                1,
                SITE,
                "rules: [ { id: closed, subject: { any: true }, allow: [ { to: resolvers } ] }" + rules + " ]",
                "detections: [ { id: hard-coded-address, off: true } ]");
    }

    /** Devices with more peers than a site has alerts; each contacts each of its peers, and again an hour later. */
    private static Observation[] moreThanFindsRoom() {
        List<Observation> flows = new ArrayList<>();
        for (int hour = 0; hour < 2; hour++) {
            for (int peer = 1; peer <= PEERS; peer++) {
                for (int device = 0; device < 400; device++) {
                    String number = "%d.%d".formatted(device / 200, 1 + device % 200);
                    Host from = device == 0
                            ? VACUUM
                            : Host.of("02:00:00:01:%02x:%02x".formatted(device / 200, device % 200), "10.0." + number);
                    flows.add(flow(from, Host.of("203.0.113." + peer).behind(ROUTER), 443)
                            .number(flows.size())
                            .at(NOON.plus(Duration.ofHours(hour)).plusMillis(flows.size()))
                            .draw());
                }
            }
        }
        return flows.toArray(Observation[]::new);
    }
}
