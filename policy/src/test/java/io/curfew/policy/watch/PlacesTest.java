package io.curfew.policy.watch;

import io.curfew.policy.Verdict;
import io.curfew.policy.language.GivenFile;
import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.place.DatabaseWriter;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Countries and networks in rules, with the databases and without. */
final class PlacesTest {
    private static final Host CAMERA = Host.of("02:00:00:00:00:22", "192.0.2.22");
    private static final Host IN_CHINA = Host.of("203.0.113.9").behind(ROUTER);
    private static final Host IN_PORTUGAL = Host.of("198.51.100.7").behind(ROUTER);
    private static final Host NOWHERE = Host.of("8.8.8.8").behind(ROUTER);

    private static final GivenFiles DATABASES = new GivenFiles(Map.of(
            "geo/country.mmdb",
            new GivenFile(() -> DatabaseWriter.countries(
                    Map.of("203.0.113.0/24", "CN", "198.51.100.0/24", "PT", "192.0.2.0/24", "CN"))),
            "geo/asn.mmdb",
            new GivenFile(
                    () -> DatabaseWriter.networks(Map.of("203.0.113.0/24", 64_500L, "198.51.100.0/24", 64_501L)))));

    private static PolicyReading.Accepted read(String rule, GivenFiles files) {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: 192.0.2.0/26 } ] } ]
                devices: [ { id: vacuum, mac: "02:00:00:00:00:21" } ]
                places: { country: geo/country.mmdb, asn: geo/asn.mmdb }
                rules:
                  - { id: placed, subject: { devices: vacuum }, RULE }
                """.replace("RULE", rule);
        return switch (PolicyReader.read(1, Map.of("p.yaml", text), files)) {
            case PolicyReading.Accepted accepted -> accepted;
            case PolicyReading.Refused refused -> throw new AssertionError(refused.mistakes());
        };
    }

    private static Watched watched(Policy policy) {
        Watched site = new Watched("lisbon", "curfew: 1", "sites: [ { id: lisbon } ]");
        site.adopt(policy);
        return site;
    }

    private static Watched site(String rule) {
        return watched(read(rule, DATABASES).policy());
    }

    private static Watched withoutDatabases(String rule) {
        return watched(read(rule, GivenFiles.NONE).policy());
    }

    private static Host host(String name) {
        return switch (name) {
            case "china" -> IN_CHINA;
            case "portugal" -> IN_PORTUGAL;
            case "camera" -> CAMERA;
            default -> NOWHERE;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{country: CN}               ; china    ; portugal",
                "{country: CN}               ; china    ; nowhere",
                "{country: CN}               ; china    ; camera",
                "{asn: 64500}                ; china    ; portugal",
                "{asn: AS64501}              ; portugal ; china",
                "{not: {country: PT}}        ; china    ; portugal",
                "{not: {country: PT}}        ; nowhere  ; portugal",
                "{not: [{country: PT}, {asn: 64500}]} ; nowhere ; china",
            })
    void aPlaceMeansTheAddressesThatTheDatabaseGivesIt(String selector, String meant, String other) {
        for (boolean to : new boolean[] {true, false}) {
            String direction = to ? "to: " : "from: ";
            Watched allowing = site("allow: [ { " + direction + selector + " } ]");
            Watched denying = site("deny: [ { " + direction + selector + " } ]");

            assertThat(verdict(allowing, to, meant)).isEqualTo(new Verdict.Allowed("placed"));
            assertThat(verdict(allowing, to, other)).isInstanceOf(Verdict.Violation.class);
            assertThat(verdict(denying, to, meant)).isInstanceOf(Verdict.Violation.class);
            assertThat(verdict(denying, to, other)).isEqualTo(new Verdict.Allowed(null));
        }
    }

    private static Verdict verdict(Watched site, boolean to, String other) {
        return site.verdict(to ? flow(VACUUM, host(other), 443) : flow(host(other), VACUUM, 443));
    }

    @Test
    void withoutItsDatabaseAnEntryAllowsNothingAndTheViolationSaysSo() {
        Watched site = withoutDatabases("allow: [ { to: {country: PT} } ]");

        Verdict verdict = site.verdict(flow(VACUUM, IN_PORTUGAL, 443));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Violation.class,
                        violation -> assertThat(violation.why())
                                .endsWith(
                                        "The entry { to: { country: PT } } of the rule \"placed\" cannot be judged: the file that it"
                                                + " needs was not given"));
        assertThat(site.alert("placed").why()).contains("{ to: { country: PT } }", "cannot be judged");
    }

    @Test
    void withoutItsDatabaseAnEntryDeniesNothingAndTheVerdictSaysSo() {
        Watched site = withoutDatabases("allow: [ { to: internet } ], deny: [ { to: {not: {asn: 64500}} } ]");

        Verdict verdict = site.verdict(flow(VACUUM, IN_CHINA, 443));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Allowed.class, allowed -> {
            assertThat(allowed.rule()).isEqualTo("placed");
            assertThat(allowed.reservation()).contains("{ to: { not: { asn: 64500 } } }", "cannot be judged");
        });
        assertThat(site.alerts("placed")).isEmpty();
    }

    @Test
    void whereNoPlaceMattersNothingIsSaidOfIt() {
        Watched site = withoutDatabases("allow: [ { to: {zone: things} } ], deny: [ { to: {country: CN} } ]");

        assertThat(site.verdict(flow(VACUUM, CAMERA, 443))).isEqualTo(new Verdict.Allowed("placed"));
    }

    private static List<String> unjudgeable(String rule, GivenFiles files) {
        return read(rule, files).warnings().stream()
                .map(Mistake::toString)
                .filter(warning -> warning.contains("cannot be judged"))
                .toList();
    }

    @Test
    void readingWarnsOfEachEntryThatCannotBeJudged() {
        String rule = "deny: [ { to: {country: CN} }, { to: {asn: 64500} } ]";

        assertThat(unjudgeable(rule, DATABASES)).isEmpty();
        assertThat(unjudgeable(rule, GivenFiles.NONE))
                .containsExactly(
                        "p.yaml:6:63: this cannot be judged, and neither allows nor denies: there is no file"
                                + " \"geo/country.mmdb\"",
                        "p.yaml:6:86: this cannot be judged, and neither allows nor denies: there is no file"
                                + " \"geo/asn.mmdb\"");
    }
}
