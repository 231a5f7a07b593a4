package io.curfew.sensor.audit;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What shows only when several sites are looked at, done by a real tool in the lab and recorded at all of them at once.
 */
final class SeveralSitesTest {
    /** A script writes the time just before it acts. */
    private static final Duration HASTE = Duration.ofMillis(100);

    static List<String> names() throws IOException {
        return Incident.namesOfSeveralSites();
    }

    /** A frame, and where it goes. */
    private record Passing(Recording.Frame frame, PacketPipeline pipeline) {
        void pass() {
            byte[] octets = frame.octets();
            pipeline.packet(octets, 0, octets.length, frame.originalLength(), frame.linkType(), frame.timestampNanos());
        }
    }

    private static List<Alert> found(Incident incident) throws IOException {
        return found(incident, Instant.MAX);
    }

    /** Lets each site see its frames until then, all in the order of their times, and gives what is found. */
    private static List<Alert> found(Incident incident, Instant until) throws IOException {
        List<SiteId> sites = incident.sites().stream().map(SiteId::new).toList();
        SitesAudit audit = new SitesAudit(sites, Incident.policy("policy-of-shops.yaml"));
        List<PacketPipeline> pipelines = new ArrayList<>();
        List<Passing> frames = new ArrayList<>();
        for (SiteId site : sites) {
            PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, audit.nextCapture(site));
            Recording recording = Recording.of(Incident.recording(incident.name() + "." + site));
            recording.between(Instant.EPOCH, until).frames().forEach(frame -> frames.add(new Passing(frame, pipeline)));
            pipelines.add(pipeline);
        }
        frames.sort(Comparator.comparingLong(passing -> passing.frame().timestampNanos()));
        frames.forEach(Passing::pass);
        pipelines.forEach(PacketPipeline::finish);
        return audit.audits().stream().flatMap(site -> site.findings().stream()).toList();
    }

    private static String line(Alert alert) {
        return "{\"site\": \"%s\", ".formatted(alert.site())
                + Incident.line(alert).substring(1);
    }

    private static String told(Incident incident) throws IOException {
        List<Alert> alerts = found(incident);
        StringBuilder told = new StringBuilder();
        for (String site : incident.sites()) {
            List<Alert> here = alerts.stream()
                    .filter(alert -> alert.site().value().equals(site))
                    .toList();
            told.append(told.isEmpty() ? "" : "\n").append("Site ").append(site).append('\n');
            told.append(here.isEmpty() ? "No findings.\n" : "");
            here.forEach(alert -> TextFindings.finding(alert, told));
        }
        return told.toString();
    }

    /** What was found instead is left in {@code target/incidents}, in the form of the expected file. */
    @ParameterizedTest
    @MethodSource("names")
    void nothingButTheExpectedIsFound(String name) throws IOException {
        Incident incident = Incident.named(name);

        List<String> found =
                found(incident).stream().map(SeveralSitesTest::line).toList();

        Expected.isFound(incident, found);
    }

    /** What was said instead is left in {@code target/incidents}. */
    @ParameterizedTest
    @MethodSource("names")
    void aPersonIsToldSoInTheExpectedWords(String name) throws IOException {
        Incident incident = Incident.named(name);

        Expected.isTold(incident, told(incident));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatTrulyHappenedIsFound(String name) throws IOException {
        Incident incident = Incident.named(name);

        List<Alert> alerts = found(incident);

        Expected.isTrue(incident, alerts);
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsFoundBeforeItHappened(String name) throws IOException {
        Incident incident = Incident.named(name);
        Instant began = Objects.requireNonNull(incident.began(), "something happened");

        assertThat(found(incident, began.minus(HASTE)))
                .withRepresentation(new Lines())
                .isEmpty();
    }
}
