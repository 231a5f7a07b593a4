package io.curfew.policy.language;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What is no mistake in a policy and probably not meant, and what looks so and is meant. */
final class DoubtsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String SITE = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: 192.0.2.1
                timeServers: 192.0.2.1
                gateway: router
                zones: [ { id: things, subnets: 192.0.2.0/26 } ]
              - { id: porto, zones: [ { id: things, subnets: 192.0.2.0/26 } ] }
            devices:
              - { id: router, site: lisbon, mac: "02:00:00:00:00:01" }
              - { id: vacuum, site: lisbon, mac: "02:00:00:00:00:21" }
            rules:
            """;
    private static final String BASICS =
            "  - { id: basics, subject: { any: true }, allow: [ { service: [dns, ntp] } ] }\n";

    private static List<String> warnings(Map<String, String> texts) {
        return switch (PolicyReader.read(1, texts)) {
            case PolicyReading.Accepted accepted ->
                accepted.warningsAt(NOON).stream().map(Mistake::toString).toList();
            case PolicyReading.Refused refused -> throw new AssertionError("was refused: " + refused.mistakes());
        };
    }

    /** The warnings about rules at line 14 and after it, one a line. */
    private static List<String> ofRules(String... rules) {
        StringBuilder text = new StringBuilder(SITE + BASICS);
        for (String rule : rules) {
            text.append("  - ").append(rule).append('\n');
        }
        return warnings(Map.of("p.yaml", text.toString()));
    }

    /** The lines of the documentation's example bear what is warned of. */
    @Test
    void theDocumentationShowsEachKindWhereItIs() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "policy.md"));
        String after = page.substring(page.indexOf("## Warnings"));
        String example = after.substring(after.indexOf("```yaml\n") + 8, after.indexOf("```\n"));
        List<String> marked = new ArrayList<>();
        List<String> lines = example.lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            int mark = lines.get(index).indexOf("# ! ");
            if (mark >= 0) {
                marked.add((index + 1) + " " + lines.get(index).substring(mark + 4));
            }
        }

        List<String> warned =
                warnings(Map.of("p.yaml", example, "lists/trackers.txt", "ads.example", "lists/empty.txt", "# none"))
                        .stream()
                        .map(warning -> warning.replaceFirst("p\\.yaml:(\\d+):\\d+: ", "$1 "))
                        .toList();

        assertThat(warned).hasSameSizeAs(marked);
        for (int index = 0; index < marked.size(); index++) {
            assertThat(warned.get(index)).startsWith(marked.get(index));
        }
        for (String mark : marked) {
            String kind = mark.replaceFirst("\\d+ ", "");
            assertThat(after.substring(after.indexOf("| warning |"))).contains("`" + kind);
        }
    }

    @Test
    void whatIsSaidOfSomeDevicesSpeaksOfNoSensor() {
        String detections = SITE + BASICS + """
                detections:
                  - { id: sensor-silent, off: true }
                  - { id: sensor-lossy, subject: { sites: porto }, off: true }
                  - { id: blind-spot, subject: { zones: things }, thresholds: { span: 1h } }
                  - { id: sensor-silent, subject: { devices: vacuum, sites: lisbon }, severity: low }
                  - { id: gone-quiet, subject: { zones: things }, off: true }
                """;

        assertThat(warnings(Map.of("p.yaml", detections)))
                .containsExactly(
                        "p.yaml:17:32: this speaks of no sensor: sensors stand in no zone and are no devices of the policy",
                        "p.yaml:18:35: this speaks of no sensor: sensors stand in no zone and are no devices of the"
                                + " policy");
    }

    @Test
    void aWarningNamesThePlaceOfWhatDecides() {
        assertThat(ofRules(
                        "{ id: a, subject: { any: true }, deny: [ { to: 198.51.100.0/24 } ] }",
                        "{ id: b, subject: { zones: things }, allow: [ { to: 198.51.100.7, service: https } ] }"))
                .containsExactly(
                        "p.yaml:15:51: this never holds: p.yaml:14 denies all of it, and deny goes before allow");
    }

    @Test
    void whatIsDeniedInPartOrToOthersHolds() {
        assertThat(ofRules(
                        "{ id: a, subject: { any: true }, deny: [ { to: 198.51.100.7 } ] }",
                        "{ id: b, subject: { zones: things }, allow: [ { to: 198.51.100.0/24 } ] }",
                        "{ id: c, subject: { devices: vacuum }, deny: [ { to: 203.0.113.7 } ] }",
                        "{ id: d, subject: { zones: things }, allow: [ { to: 203.0.113.7 } ] }",
                        "{ id: e, subject: { any: true, sites: lisbon }, deny: [ { to: 203.0.113.8 } ] }",
                        "{ id: f, subject: { zones: things }, allow: [ { to: 203.0.113.8 } ] }",
                        "{ id: g, subject: { any: true }, deny: [ { to: 203.0.113.9, until: 2027-01-01 } ] }",
                        "{ id: h, subject: { zones: things }, allow: [ { to: 203.0.113.9 } ] }",
                        "{ id: i, subject: { any: true }, deny: [ { from: 203.0.113.10 } ] }",
                        "{ id: j, subject: { zones: things }, allow: [ { to: 203.0.113.10 } ] }"))
                .isEmpty();
    }

    @Test
    void aRuleForZonesDoesNotSpeakOfTheRouter() {
        assertThat(ofRules(
                        "{ id: a, subject: { any: true }, deny: [ { service: ssh } ] }",
                        "{ id: b, subject: { devices: router }, allow: [ { service: ssh } ] }"))
                .isEmpty();
    }

    @Test
    void ofTwoThatSayTheSameTheLaterOneIsTooMany() {
        assertThat(
                        ofRules(
                                "{ id: a, subject: { zones: things }, allow: [ { to: a.example.org },\n { to: a.example.org } ] }"))
                .containsExactly("p.yaml:15:2: this changes nothing: p.yaml:14 allows it already");
    }

    @Test
    void anEntryThatNamesAPeerIsKnownToDetections() {
        assertThat(ofRules("{ id: a, subject: { any: true }, allow: [ { service: https },"
                        + " { to: a.example.org, service: https } ] }"))
                .isEmpty();
    }

    @Test
    void whoeverSaysWhyIsNotWarned() {
        assertThat(
                        ofRules(
                                "{ id: a, subject: { zones: things }, allow: [ { to: internet } ], deny: [ { to: ot.io.mi.com } ] }"))
                .hasSize(2);
        assertThat(ofRules("{ id: a, subject: { zones: things }, allow: [ { to: internet, because: guests } ],"
                        + " deny: [ { to: ot.io.mi.com, because: \"no cloud\" } ] }"))
                .isEmpty();
    }

    @Test
    void everybodyButTheSiteIsTheInternet() {
        assertThat(ofRules("{ id: a, subject: { any: true }, allow: [ { to: {not: {zone: things}} } ] }"))
                .anyMatch(warning -> warning.contains("anybody on the internet"));
        assertThat(ofRules("{ id: a, subject: { any: true }, allow: [ { to: {not: internet} } ] }"))
                .isEmpty();
    }

    @Test
    void theTimeMayBeDeniedToStrangers() {
        assertThat(
                        ofRules(
                                "{ id: a, subject: { any: true, sites: lisbon },"
                                        + " deny: [ { service: ntp, to: {not: timeServers} }, { service: dns, to: {not: resolvers} } ] }"))
                .isEmpty();
    }

    @Test
    void aListThatDeniesWhatDevicesNeedIsSaid() {
        assertThat(warnings(Map.of("p.yaml", """
                        curfew: 1
                        sites: [ { id: lisbon } ]
                        lists: [ { id: ads, file: ads.txt } ]
                        rules:
                          - { id: a, subject: { any: true }, deny: [ { dns: lists/ads } ] }
                        """, "ads.txt", "io.mi.com\n")))
                .singleElement()
                .asString()
                .startsWith(
                        "p.yaml:5:46: this denies what devices need. Without ot.io.mi.com, Xiaomi and Roborock vacuums")
                .contains("So are 2 more.")
                .endsWith("; if it is meant, say why by \"because\"");
    }

    @Test
    void aPolicyWithoutRulesLeavesItsZonesInPeace() {
        assertThat(warnings(Map.of(
                        "p.yaml", "curfew: 1\nsites: [ { id: lisbon, zones: [ { id: things, vlans: 30 } ] } ]\n")))
                .isEmpty();
    }

    @Test
    void aSiteOfThousandsOfEntriesIsReadQuickly() {
        StringBuilder rules = new StringBuilder();
        for (int number = 0; number <= EntryDoubts.MOST; number++) {
            rules.append("  - { id: r")
                    .append(number)
                    .append(", subject: { zones: things }, allow: [ { to: a.example.org } ] }\n");
        }

        assertThat(warnings(Map.of("p.yaml", SITE + BASICS + rules))).isEmpty();
    }
}
