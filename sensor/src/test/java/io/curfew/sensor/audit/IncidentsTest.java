package io.curfew.sensor.audit;

import io.curfew.policy.Alert;
import io.curfew.policy.threshold.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Attacks and troubles, each done by a real tool in the lab and recorded: each is found, and nothing else. */
final class IncidentsTest {
    private static final Path LAB = Path.of("../deploy/lab/incidents");
    private static final long MOST_OCTETS = 200_000;
    /**
     * The clock of the lab's scripts and that of its recorder are one; a script writes the time just before it acts.
     */
    private static final Duration HASTE = Duration.ofMillis(100);

    static List<String> names() throws IOException {
        return Incident.names();
    }

    /** What was found instead is left in {@code target/incidents}, in the form of the expected file. */
    @ParameterizedTest
    @MethodSource("names")
    void nothingButTheExpectedIsFound(String name) throws IOException {
        Incident incident = Incident.named(name);

        List<String> found =
                incident.alerts().stream().map(Incident::line).sorted().toList();

        Expected.isFound(incident, found);
    }

    /** What was said instead is left in {@code target/incidents}. */
    @ParameterizedTest
    @MethodSource("names")
    void aPersonIsToldSoInTheExpectedWords(String name) throws IOException {
        Incident incident = Incident.named(name);

        Expected.isTold(incident, TextFindings.of(incident.audit()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatTrulyHappenedIsFound(String name) throws IOException {
        Incident incident = Incident.named(name);

        List<Alert> alerts = incident.alerts();

        Expected.isTrue(incident, alerts);
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsFoundBeforeItHappened(String name) throws IOException {
        Incident incident = Incident.named(name);

        List<Alert> alerts = incident.alerts();

        assertThat(alerts)
                .allMatch(alert -> incident.began() != null
                        && !alert.first().isBefore(incident.began().minus(HASTE)));
    }

    @Test
    void thePolicyOfDaysIsThatOfMinutesWithoutItsThresholds() throws IOException {
        String start = "\ncurfew: 1\n";
        String ofMinutes = Files.readString(Incident.FOLDER.resolve("policy.yaml"));
        String ofDays = Files.readString(Incident.FOLDER.resolve("policy-of-days.yaml"));

        assertThat(ofMinutes.substring(ofMinutes.indexOf(start))).startsWith(ofDays.substring(ofDays.indexOf(start)));
        assertThat(Incident.policy(true).tunings()).isEmpty();
        assertThat(Incident.policy(false).tunings()).isNotEmpty();
        assertThat(Incident.policy(true).rules())
                .hasSameSizeAs(Incident.policy(false).rules());
    }

    /**
     * Sensors that fall silent, lose packets or see nothing are real ones, in {@code LabIT} and {@code InterfaceIT};
     * what sites have in common, {@link SeveralSitesTest} finds.
     */
    @Test
    void eachDetectionThatOneSitesPacketsShowHasARecording() throws IOException {
        Set<String> recorded = new TreeSet<>();
        for (String name : names()) {
            for (Alert alert : Incident.named(name).alerts()) {
                recorded.add(alert.origin());
            }
        }

        Set<String> known = new TreeSet<>();
        for (Pattern pattern : Pattern.values()) {
            known.add(pattern.id());
        }
        known.removeAll(Set.of("sensor-silent", "sensor-lossy", "blind-spot", "same-at-many-sites"));
        assertThat(recorded).isEqualTo(known);
    }

    @Test
    void eachIncidentOfTheLabHasASmallRecordingWithItsTruthAndItsFindings() throws IOException {
        List<String> incidents = new ArrayList<>();
        try (Stream<Path> folders = Files.list(LAB)) {
            folders.map(folder -> folder.getFileName().toString()).sorted().forEach(incidents::add);
        }

        assertThat(Stream.concat(names().stream(), Incident.namesOfSeveralSites().stream()))
                .containsExactlyInAnyOrderElementsOf(incidents);
        for (String name : incidents) {
            assertThat(Incident.FOLDER.resolve(name + ".json")).exists();
            assertThat(Incident.FOLDER.resolve(name + ".txt")).exists();
            for (Path recording : Incident.named(name).recordings()) {
                assertThat(Files.size(recording)).as(name).isLessThan(MOST_OCTETS);
            }
        }
    }
}
