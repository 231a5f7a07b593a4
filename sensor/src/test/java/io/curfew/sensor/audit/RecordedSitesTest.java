package io.curfew.sensor.audit;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.language.Policy;
import io.curfew.sensor.DemoWatch;
import io.curfew.sensor.ObservationSink;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What the lab recorded, as if it had happened at several sites at once, which hear of each other. */
final class RecordedSitesTest {
    /** The house of the incidents three times; what is new is told 20 seconds after the recording begins. */
    private static final Policy POLICY = DemoWatch.policy("""
            curfew: 1
            sites:
              - { id: faro, resolvers: [192.168.30.1], zones: [ { id: things, subnets: [192.168.30.0/24] } ] }
              - { id: lisbon, resolvers: [192.168.30.1], zones: [ { id: things, subnets: [192.168.30.0/24] } ] }
              - { id: porto, resolvers: [192.168.30.1], zones: [ { id: things, subnets: [192.168.30.0/24] } ] }
            detections: [ { id: same-at-many-sites, thresholds: { learning: 20s } } ]
            """);

    private static List<Alert> play(String incident, String... names) throws IOException {
        SitesAudit audit = new SitesAudit(Stream.of(names).map(SiteId::new).toList(), POLICY);
        List<ObservationSink> sites = Stream.of(names)
                .map(name -> audit.nextCapture(new SiteId(name)))
                .toList();
        Incident.play(incident, observation -> sites.forEach(site -> site.accept(observation)));
        return audit.audits().stream()
                .flatMap(site -> site.findings().stream())
                .filter(alert -> alert.origin().equals("same-at-many-sites"))
                .toList();
    }

    private static String destination(Alert alert) {
        return alert.device() + " to "
                + Objects.requireNonNull(alert.peer(), "a destination is shared")
                        .ip();
    }

    @Test
    void aServerFromWhichDevicesOfThreeSitesBeginToLoadAProgramIsToldAtEach() throws IOException {
        List<Alert> shared = play("payload-download", "faro", "lisbon", "porto");

        assertThat(shared)
                .extracting(alert -> alert.site().value(), RecordedSitesTest::destination)
                .containsExactlyInAnyOrder(
                        tuple("faro", "02-00-00-30-00-23 to 203.0.113.99"),
                        tuple("lisbon", "02-00-00-30-00-23 to 203.0.113.99"),
                        tuple("porto", "02-00-00-30-00-23 to 203.0.113.99"));
        assertThat(shared)
                .allSatisfy(alert -> assertThat(alert.what())
                        .contains("which nobody had contacted here before", "2 other sites")
                        .doesNotContain("faro", "lisbon", "porto"));
    }

    @Test
    void whatBeginsAtTwoSitesOnlyIsNotTold() throws IOException {
        assertThat(play("payload-download", "faro", "lisbon")).isEmpty();
    }

    @Test
    void sitesThatDoWhatTheyAlwaysDidHaveNothingToTell() throws IOException {
        assertThat(play("upload", "faro", "lisbon", "porto")).isEmpty();
    }
}
