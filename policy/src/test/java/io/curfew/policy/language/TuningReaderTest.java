package io.curfew.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.policy.Severity;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What a policy says of detections. */
final class TuningReaderTest {
    private static final String SITE =
            "curfew: 1\nsites: [ { id: lisbon, zones: [ { id: things, subnets: 192.0.2.0/26 } ] } ]\n";

    private static PolicyReading reading(String detection) {
        return PolicyReader.read(1, Map.of("policy.yaml", SITE + "detections: [ " + detection + " ]"));
    }

    @Test
    void aDetectionIsTunedForSomeDevices() {
        PolicyReading reading = reading(
                "{ id: hard-coded-address, subject: { zones: things }, severity: high, thresholds: { alerts: 5 } }");

        assertThat(reading).isInstanceOfSatisfying(PolicyReading.Accepted.class, accepted -> {
            Tuning tuning = accepted.policy().tunings().getFirst();
            assertThat(tuning.pattern()).isEqualTo(Pattern.HARD_CODED_ADDRESS);
            assertThat(tuning.subject().zones()).containsExactly("things");
            assertThat(tuning.off()).isFalse();
            assertThat(tuning.severity()).isEqualTo(Severity.HIGH);
            assertThat(tuning.thresholds()).containsExactly(Map.entry(Threshold.HARD_CODED_ADDRESS_ALERTS, 5L));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ id: dns-bipass, off: true }|there is no detection \"dns-bipass\"",
                "{ id: dns-bypass }|a detection needs \"off\", \"severity\" or \"thresholds\" here",
                "{ id: dns-bypass, off: false }|\"off\" can only be true; leave it out otherwise",
                "{ id: dns-bypass, thresholds: { alerts: 5 } }|dns-bypass has no thresholds",
                "{ id: hard-coded-address, thresholds: { alarms: 5 } }|unknown key \"alarms\"",
                "{ id: hard-coded-address, thresholds: { alerts: 5m } }|a number from 1 is wanted here, was \"5m\"",
                "{ id: new-device, off: true, subject: { zones: thing } }|there is no zone \"thing\""
            })
    void aMistakeIsSaid(String detection, String message) {
        assertThat(reading(detection))
                .isInstanceOfSatisfying(
                        PolicyReading.Refused.class,
                        refused -> assertThat(refused.mistakes())
                                .extracting(Mistake::message)
                                .anySatisfy(said -> assertThat(said).startsWith(message)));
    }

    @Test
    void theSchemaKnowsTheDetections() throws IOException {
        try (InputStream schema = Objects.requireNonNull(
                PolicyReader.class.getResourceAsStream("/io/curfew/policy/policy.schema.json"))) {
            List<String> ids = new ArrayList<>();
            JsonNode known = new ObjectMapper().readTree(schema).at("/$defs/tuning/properties/id/enum");
            known.forEach(id -> ids.add(id.asText()));

            assertThat(ids).isEqualTo(Pattern.ids());
        }
    }

    @ParameterizedTest
    @EnumSource(Pattern.class)
    void theDocumentationHasAChapterForEachDetectionAndNamesItsThresholds(Pattern pattern) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "detections.md"));
        int start = page.indexOf("\n## `" + pattern.id() + "`");
        assertThat(start).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        String chapter = page.substring(start, end < 0 ? page.length() : end);

        assertThat(chapter).contains("**What it means.**", "**Why it matters.**", "**What to do.**", "Severity:");
        for (Threshold threshold : Threshold.of(pattern)) {
            assertThat(chapter)
                    .contains("`" + threshold.key() + "` (" + threshold.unit().text(threshold.fallback()) + ")");
        }
    }
}
