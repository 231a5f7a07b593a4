package io.curfew.sensor.audit;

import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import io.curfew.policy.across.Across;
import io.curfew.policy.across.Bearers;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import io.curfew.sensor.DemoWatch;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the lab recorded, as if it had happened at several sites at once, which hear of each other. */
final class RecordedSitesTest {
    private static final SensorRun RUN = new SensorRun(new SensorId("things"), "run-1");

    /** The house of the incidents three times; what is new is told 20 seconds after the recording begins. */
    private static final Policy POLICY = DemoWatch.policy("""
            curfew: 1
            sites:
              - { id: faro, resolvers: [192.168.30.1], zones: [ { id: things, subnets: [192.168.30.0/24] } ] }
              - { id: lisbon, resolvers: [192.168.30.1], zones: [ { id: things, subnets: [192.168.30.0/24] } ] }
              - { id: porto, resolvers: [192.168.30.1], zones: [ { id: things, subnets: [192.168.30.0/24] } ] }
            detections: [ { id: same-at-many-sites, thresholds: { learning: 20s } } ]
            """);

    private final Map<Trait, Bearers> known = new HashMap<>();
    private final List<Alert> shared = new ArrayList<>();

    private void play(String incident, String... names) throws IOException {
        List<SiteWatch> sites = Stream.of(names)
                .map(name -> new SiteWatch(new SiteId(name), new HeapSiteMemory()))
                .toList();
        Incident.play(incident, observation -> sites.forEach(site -> see(site, observation, sites)));
    }

    private void see(SiteWatch site, Observation observation, List<SiteWatch> sites) {
        site.observe(POLICY, RUN, observation);
        for (Sighting sighting : site.takeAll().sightings()) {
            Across.Outcome outcome = Across.take(known.getOrDefault(sighting.trait(), Bearers.NONE), sighting);
            known.put(sighting.trait(), outcome.bearers());
            outcome.hints().forEach(hint -> tell(hint, sites));
        }
    }

    private void tell(Hint hint, List<SiteWatch> sites) {
        SiteWatch told = sites.stream()
                .filter(site -> site.site().equals(hint.site()))
                .findFirst()
                .orElseThrow();
        told.hear(POLICY, hint);
        told.takeAll().alerts().stream()
                .filter(alert -> alert.origin().equals("same-at-many-sites"))
                .forEach(shared::add);
    }

    private List<String> destinations(String site) {
        return shared.stream()
                .filter(alert -> alert.site().value().equals(site))
                .map(alert -> alert.device() + " to "
                        + Objects.requireNonNull(alert.peer(), "a destination is shared")
                                .ip())
                .distinct()
                .toList();
    }

    @Test
    void aServerFromWhichDevicesOfThreeSitesBeginToLoadAProgramIsToldAtEach() throws IOException {
        play("payload-download", "faro", "lisbon", "porto");

        assertThat(List.of("faro", "lisbon", "porto"))
                .allSatisfy(
                        site -> assertThat(destinations(site)).containsExactly("02-00-00-30-00-23 to 203.0.113.99"));
        assertThat(shared)
                .allSatisfy(alert -> assertThat(alert.what())
                        .contains("which nobody had contacted here before", "2 other sites")
                        .doesNotContain("faro", "lisbon", "porto"));
    }

    @Test
    void whatBeginsAtTwoSitesOnlyIsNotTold() throws IOException {
        play("payload-download", "faro", "lisbon");

        assertThat(shared).isEmpty();
    }

    @Test
    void sitesThatDoWhatTheyAlwaysDidHaveNothingToTell() throws IOException {
        play("upload", "faro", "lisbon", "porto");

        assertThat(shared).isEmpty();
    }
}
