package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Hint;
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

/** What sites have in common comes back to each of them. */
final class AcrossTopologyTest {
    private static final Instant LATER = NOON.plus(Duration.ofDays(2));
    private static final String POLICY = """
            curfew: 1
            sites:
              - { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
              - { id: porto, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
              - { id: faro, zones: [ { id: things, subnets: [192.0.2.0/26] } ] }
            """;

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

            List<Alert> shared = bench.alerts().stream()
                    .filter(alert -> alert.origin().equals("same-at-many-sites"))
                    .toList();
            assertThat(shared).extracting(Alert::site).containsExactlyInAnyOrderElementsOf(sites);
            assertThat(shared).allSatisfy(alert -> {
                assertThat(alert.what()).contains("ot.example.org", "2 other sites");
                assertThat(alert.what()).doesNotContain("lisbon", "porto", "faro");
            });
        }
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
