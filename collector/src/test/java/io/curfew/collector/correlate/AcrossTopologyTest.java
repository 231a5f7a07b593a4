package io.curfew.collector.correlate;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Observation;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Hint;
import io.curfew.policy.Severity;
import io.curfew.policy.Trait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.batch;
import static io.curfew.collector.correlate.Seen.call;
import static io.curfew.collector.correlate.Seen.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What sites have in common comes back to each of them. */
final class AcrossTopologyTest {
    private static final Instant LATER = NOON.plus(Duration.ofDays(2));
    private static final String POLICY = """
            curfew: 1
            sites:
              - { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
              - { id: porto, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
              - { id: faro, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
              - { id: braga, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
            """;

    private static final String SEEN_ELSEWHERE = "The MAC address of 00-17-88-01-02-03 (00:17:88:01:02:03) was seen at"
            + " another site within the same day.";
    private static final IpAddress ODD = IpAddress.parse("203.0.113.99");

    @TempDir
    private Path stateDirectory;

    @Test
    void aDestinationThatIsNewAtThreeSitesWithinADayIsAnAlertAtEach() {
        try (Bench bench = new Bench(stateDirectory)) {
            bench.rule(1, POLICY);
            List<SiteId> sites = List.of(new SiteId("lisbon"), new SiteId("porto"), new SiteId("faro"));
            for (SiteId site : sites) {
                bench.take(batch(site, 0, question(NOON)));
                bench.take(batch(site, 1, question(LATER), call(LATER, 1)));
            }

            List<Alert> shared = shared(bench);
            assertThat(shared).extracting(Alert::site).containsExactlyInAnyOrderElementsOf(sites);
            assertThat(shared).allSatisfy(alert -> {
                assertThat(alert.what()).contains("ot.example.org", "2 other sites");
                assertThat(alert.what()).doesNotContain("lisbon", "porto", "faro");
            });
        }
    }

    @Test
    void aMacAddressThatAMakerGaveAtTwoSitesWithinADayIsAnAlertAtBoth() {
        Endpoint plug = new Endpoint(MacAddress.parse("00:17:88:01:02:03"), Seen.VACUUM, 50_000);
        try (Bench bench = new Bench(stateDirectory)) {
            bench.rule(1, POLICY);
            bench.take(batch(Seen.LISBON, 0, call(NOON, 1, plug, Seen.CLOUD, Seen.CLOUD_NAME)));
            assertThat(shared(bench)).isEmpty();

            bench.take(
                    batch(Seen.PORTO, 0, call(NOON.plus(Duration.ofHours(23)), 1, plug, Seen.CLOUD, Seen.CLOUD_NAME)));

            assertThat(shared(bench))
                    .extracting(Alert::site, Alert::severity, Alert::what)
                    .containsExactlyInAnyOrder(
                            tuple(Seen.LISBON, Severity.HIGH, SEEN_ELSEWHERE),
                            tuple(Seen.PORTO, Severity.HIGH, SEEN_ELSEWHERE));
        }
    }

    @Test
    void aDeviceThatDoesWhatNoOtherOfItsModelDoesIsAnAlertAtItsSiteThatSaysWhatItRestsOn() {
        Endpoint vacuum = new Endpoint(Seen.VACUUM_MAC, Seen.VACUUM, 50_000);
        Observation model = new AnnouncementObservation(NOON, vacuum, "ssdp", "uuid:1", null, "Robot vacuum S5");
        Instant later = NOON.plus(Duration.ofHours(30));
        try (Bench bench = new Bench(stateDirectory)) {
            bench.rule(1, POLICY);
            for (String site : List.of("lisbon", "porto", "faro", "braga")) {
                bench.take(batch(new SiteId(site), 0, question(NOON), model, call(NOON.plusSeconds(1), 1)));
            }
            bench.take(batch(Seen.LISBON, 1, question(NOON.plus(Duration.ofHours(2)))));
            bench.take(batch(Seen.LISBON, 4, call(later, 2)));
            bench.take(batch(new SiteId("braga"), 1, call(later, 2)));
            assertThat(shared(bench)).isEmpty();

            bench.take(batch(new SiteId("braga"), 2, call(later, 3, vacuum, ODD, new DomainName("odd.example.org"))));

            assertThat(shared(bench)).singleElement().satisfies(alert -> {
                assertThat(alert.site()).isEqualTo(new SiteId("braga"));
                assertThat(alert.what())
                        .endsWith(
                                " (Robot vacuum S5) contacted odd.example.org. None of 3 other sites that have had the"
                                        + " same model for a day or longer did so, in the 30 hours for which all of them were watched,"
                                        + " though something is missing at 1 of them and at 2 of them the model did not show for a day.");
            });
        }
    }

    private static List<Alert> shared(Bench bench) {
        return bench.alerts().stream()
                .filter(alert -> alert.origin().equals("same-at-many-sites"))
                .toList();
    }

    @Test
    void aSightingThatCannotBeReadIsPutAsideWithItsReason() {
        try (Bench bench = new Bench(stateDirectory)) {
            bench.takeSighting("MAC/00:17:88:01:02:03", "{\"trait\":");

            assertThat(bench.rejected()).singleElement().satisfies(aside -> {
                assertThat(aside.value()).asString().isEqualTo("{\"trait\":");
                assertThat(aside.headers().lastHeader("curfew.topic").value())
                        .asString()
                        .isEqualTo("curfew.sightings.v1");
                assertThat(aside.headers().lastHeader("curfew.reason").value())
                        .asString()
                        .startsWith("no sighting: ");
            });
        }
    }

    @Test
    void aHintUnderTheKeyOfAnotherSiteIsPutAside() {
        try (Bench bench = new Bench(stateDirectory)) {
            bench.rule(1, POLICY);
            bench.take(batch(Seen.LISBON, 0, question(NOON), call(NOON.plusSeconds(1), 1)));
            bench.alerts();
            Trait trait = new Trait(Trait.Kind.MAC, "00:17:88:01:02:03");
            Hint.Others others = new Hint.Others(1, Duration.ofDays(2), 0, 0);
            Hint hint = new Hint(trait, "", Seen.LISBON, DeviceId.of(Seen.VACUUM_MAC), others, NOON);

            bench.takeHint("porto", hint);

            assertThat(bench.alerts()).isEmpty();
            assertThat(bench.rejected()).hasSize(1);
            bench.takeHint("lisbon", hint);
            assertThat(bench.alerts()).extracting(Alert::origin).containsExactly("same-at-many-sites");
        }
    }
}
