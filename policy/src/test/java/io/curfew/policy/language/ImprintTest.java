package io.curfew.policy.language;

import io.curfew.events.SiteId;
import io.curfew.policy.place.DatabaseWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** By what policies are told apart, site by site. */
final class ImprintTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final String POLICY = """
            curfew: 1
            places: { country: geo/country.mmdb }
            lists:
              - { id: ads,   file: lists/ads.txt }
              - { id: spare, file: lists/spare.txt }
            sites:
              - id: lisbon
                name: Lisbon
                rules: [ { id: own, subject: { any: true }, deny: [ { to: {country: CN} } ] } ]
              - id: porto
                name: Porto
                zones: [ { id: kitchen, vlans: 7 } ]
                rules: [ { id: shared, off: true } ]
            devices:
              - { id: lamp,  site: lisbon, mac: "02:00:00:00:00:21" }
              - { id: oven,  site: porto,  mac: "02:00:00:00:00:22", tags: hot }
            rules:
              - { id: shared, subject: { any: true },    deny: [ { to: {not: lists/ads} } ] }
              - { id: lamps,  subject: { devices: lamp }, mud: "https://lamps.example/lamp.json" }
              - { id: ovens,  subject: { devices: oven, tags: hot }, deny: [ { to: 203.0.113.9 } ] }
              - { id: far,    subject: { sites: porto }, deny: [ { dns: lists/spare } ] }
            detections:
              - { id: beacon, off: true }
              - { id: scan, subject: { sites: porto }, off: true }
              - { id: new-device, subject: { zones: kitchen }, off: true }
            """;
    private static final String MUD = MudReaderTest.file("", "");

    private static Map<String, GivenFile> files() {
        return new HashMap<>(Map.of(
                "geo/country.mmdb",
                new GivenFile(() -> DatabaseWriter.countries(Map.of("203.0.113.0/24", "CN"))),
                "lists/ads.txt",
                GivenFile.of("ads.example.org"),
                "lists/spare.txt",
                GivenFile.of("spare.example.org"),
                "mud/lamp.json",
                GivenFile.of(MUD)));
    }

    private static Imprint of(String site, String text, Map<String, GivenFile> files) {
        return switch (PolicyReader.readWithoutFiles(7, Map.of("p.yaml", text), new GivenFiles(files))) {
            case PolicyReading.Accepted accepted -> accepted.policy().imprint(new SiteId(site));
            case PolicyReading.Refused refused -> throw new AssertionError(refused.mistakes());
        };
    }

    private static Imprint lisbon(String text) {
        return of("lisbon", text, files());
    }

    @Test
    void aPolicyHasTheSameInEveryProcess() {
        assertThat(lisbon(POLICY).text()).isEqualTo(6_391_713_925_214_491_205L);
        assertThat(Imprint.mark("lists/ads.txt")).isEqualTo(2_868_255_668_248_631_822L);
    }

    @Test
    void theFilesAreThoseThatRulesOfTheSiteNeed() {
        assertThat(lisbon(POLICY).files())
                .extracting(Imprint.NamedFile::name)
                .containsExactly("geo/country.mmdb", "lists/ads.txt", "mud/lamp.json");
        assertThat(of("porto", POLICY, files()).files())
                .extracting(Imprint.NamedFile::name)
                .containsExactly("lists/spare.txt");
    }

    @ParameterizedTest
    @CsvSource({"lists/ads.txt", "mud/lamp.json"})
    void aFileThatChangesLeavesTheTextAsItIs(String file) {
        Map<String, GivenFile> others = files();
        others.put(file, GivenFile.of(file.endsWith("json") ? MUD + " " : "more.example.org"));

        Imprint other = of("lisbon", POLICY, others);

        assertThat(other.text()).isEqualTo(lisbon(POLICY).text());
        assertThat(contents(other)).isNotEqualTo(contents(lisbon(POLICY)));
    }

    private static List<Long> contents(Imprint imprint) {
        return imprint.files().stream()
                .map(file -> file.content() == null ? 0L : file.content())
                .toList();
    }

    @Test
    void aFileThatIsNotThereHasNoContent() {
        Imprint without = of("lisbon", POLICY, Map.of("mud/lamp.json", GivenFile.of(MUD)));

        assertThat(without.text()).isEqualTo(lisbon(POLICY).text());
        assertThat(without.files())
                .containsExactly(
                        new Imprint.NamedFile("geo/country.mmdb", null),
                        new Imprint.NamedFile("lists/ads.txt", null),
                        lisbon(POLICY).files().getLast());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: Porto              | name: Oporto",
                "tags: hot }              | tags: [hot, red] }",
                "tags: hot }, deny        | tags: hot }, severity: high, deny",
                "subject: { zones: kitchen }, off: true | subject: { zones: kitchen }, severity: high",
                "dns: lists/spare         | to: 203.0.113.9",
                "subject: { sites: porto }, off: true | subject: { sites: porto }, severity: high",
                "{ id: shared, off: true } | { id: shared, subject: { any: true }, deny: [ { to: 203.0.113.9 } ] }",
                "curfew: 1                | 'curfew: \"1\" # not more'",
                "name: Lisbon             | 'name: \"Lisbon\"'",
                "id: spare, file: lists/spare.txt | id: spare, file: lists/ads.txt",
            })
    void whatIsSaidOfOtherSitesOrOnlyWrittenOtherwiseIsTheSame(String before, String now) {
        assertThat(POLICY).contains(before);
        assertThat(lisbon(POLICY.replace(before, now))).isEqualTo(lisbon(POLICY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: Lisbon          | name: Lisboa",
                "id: lamp,             | id: lamp, tags: dim,",
                "{ devices: lamp },    | { devices: lamp }, severity: high,",
                "subject: { devices: oven, tags: hot } | subject: { any: true }",
                "{ zones: kitchen }    | { any: true }",
                "{country: CN}         | {country: RU}",
                "{not: lists/ads}      | {list: ads}",
                "{ id: shared, subject: { any: true },    deny | { id: shared, subject: { any: true }, severity: high, deny",
                "beacon, off: true     | beacon, severity: high",
                "file: lists/ads.txt   | file: lists/spare.txt",
                "file: lists/ads.txt   | file: lists/ads.txt, format: adblock",
                "geo/country.mmdb      | lists/country.mmdb",
                "id: far,    subject: { sites: porto } | id: far,    subject: { sites: lisbon }",
            })
    void whatIsSaidOfTheSiteIsTold(String before, String now) {
        assertThat(POLICY).contains(before);
        assertThat(lisbon(POLICY.replace(before, now)).text())
                .isNotEqualTo(lisbon(POLICY).text());
    }

    @Test
    void aRuleThatIsSwitchedOffAtTheSiteIsTold() {
        String without = POLICY.replace(
                "shared, off: true }", "shared, subject: { any: true }, deny: [ { to: 203.0.113.9 } ] }");

        assertThat(of("porto", without, files()).text())
                .isNotEqualTo(of("porto", POLICY, files()).text());
    }

    @Test
    void whereThePolicyKnowsNoSiteItSaysNothing() {
        assertThat(of("faro", POLICY, files())).isEqualTo(new Imprint(0, List.of()));
        assertThat(Policy.none().imprint(LISBON)).isEqualTo(new Imprint(0, List.of()));
    }
}
