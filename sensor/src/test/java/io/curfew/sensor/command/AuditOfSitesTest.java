package io.curfew.sensor.command;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Captures of several sites and their policy in; what shows only at all of them together out. */
@Timeout(120)
final class AuditOfSitesTest {
    private static final Path INCIDENTS = Path.of("../deploy/incidents");
    private static final String SHOPS =
            INCIDENTS.resolve("policy-of-shops.yaml").toString();
    private static final String DEMO = "../deploy/demo/policy.yaml";
    private static final String LISBON = "lisbon=../deploy/demo/lisbon.pcap.gz";
    private static final String PORTO = "porto=../deploy/demo/porto.pcap.gz";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private static List<String> recordings(String incident) {
        return Stream.of("lagos", "olhao", "silves", "tavira")
                .map(shop -> shop + "=" + INCIDENTS.resolve(incident + "." + shop + ".pcap.gz"))
                .filter(file -> Files.exists(Path.of(file.substring(file.indexOf('=') + 1))))
                .toList();
    }

    private int audit(String policy, List<String> files, String... options) {
        output.reset();
        String[] arguments = Stream.of(Stream.of("--policy", policy), Stream.of(options), files.stream())
                .flatMap(each -> each)
                .toArray(String[]::new);
        return new CommandLine(new AuditCommand(output, new PrintStream(complaints, true, StandardCharsets.UTF_8)))
                .execute(arguments);
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return text().lines().toList();
    }

    private List<String> complaints() {
        return complaints.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Object json(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static String finding(@Nullable Object json) {
        return json instanceof Map<?, ?> fields
                ? Stream.of("site", "kind", "id", "severity", "device", "peer", "peerName", "service")
                        .map(field -> field + " " + fields.get(field))
                        .toList()
                        .toString()
                : "no finding: " + json;
    }

    /** What the file beside the recordings says of each finding. */
    private static List<String> expected(String incident) throws IOException {
        Object findings = json(Files.readString(INCIDENTS.resolve(incident + ".json")));
        return findings instanceof List<?> list
                ? list.stream().map(AuditOfSitesTest::finding).toList()
                : List.of();
    }

    private List<String> findings() {
        return lines().stream().map(line -> finding(json(line))).toList();
    }

    /** Without what is said of a site's traffic, which the file beside the recordings leaves out. */
    private static List<String> words(String told) {
        return told.lines()
                .filter(line -> !line.isEmpty() && !line.matches("[0-9]+ (flows? and|findings?:) .*"))
                .map(line -> line.replaceFirst("^(Site [a-z]+), .*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mac-at-two-sites", "model-that-differs", "new-at-many-sites"})
    void whatShowsAtSeveralSitesIsFoundInWhicheverOrderTheyAreNamed(String incident) throws IOException {
        int exitCode = audit(SHOPS, recordings(incident), "--json");

        assertThat(complaints()).isEmpty();
        assertThat(exitCode).isEqualTo(3);
        assertThat(findings()).containsExactlyElementsOf(expected(incident));

        audit(SHOPS, recordings(incident).reversed(), "--json");

        assertThat(findings()).containsExactlyInAnyOrderElementsOf(expected(incident));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mac-at-two-sites", "model-that-differs", "new-at-many-sites"})
    void aPersonIsToldSiteBySite(String incident) throws IOException {
        audit(SHOPS, recordings(incident));

        assertThat(words(text())).isEqualTo(words(Files.readString(INCIDENTS.resolve(incident + ".txt"))));
        assertThat(lines())
                .filteredOn(line -> line.startsWith("Site "))
                .hasSameSizeAs(recordings(incident))
                .allMatch(line -> line.matches("Site [a-z]+, 2026-1[12]-[^ ]+Z to 2026-12-[^ ]+Z"));
        assertThat(text()).contains("\n\nSite olhao, ").doesNotEndWith("\n\n");
    }

    @Test
    void oneOfTheSitesAloneShowsNothing() {
        int exitCode = audit(SHOPS, recordings("new-at-many-sites").subList(0, 1));

        assertThat(exitCode).isZero();
        assertThat(text()).startsWith("Site lagos, ").contains("No findings.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--flows", "--devices"})
    void aFileThatSaysItsSiteIsJudgedAsOneOfTheSiteThatIsChosen(String form) {
        int exitCode = audit(DEMO, List.of("../deploy/demo/porto.pcap.gz"), "--site", "porto", form);
        String chosen = text();

        assertThat(audit(DEMO, List.of(PORTO), form)).isEqualTo(exitCode);

        assertThat(text()).isEqualTo(chosen).isNotEmpty();
    }

    @Test
    void eachFlowNamesItsSite() {
        audit(DEMO, List.of(LISBON), "--flows");
        long flows = lines().size();

        audit(DEMO, List.of(LISBON, PORTO), "--flows");

        assertThat(lines())
                .allMatch(line -> line.startsWith("{\"site\":\"lisbon\",\"first\":")
                        || line.startsWith("{\"site\":\"porto\",\"first\":"))
                .filteredOn(line -> line.contains("\"lisbon\""))
                .hasSize((int) flows);
    }

    @Test
    void eachDeviceNamesItsSite() {
        audit(SHOPS, recordings("new-at-many-sites"), "--devices");

        assertThat(lines())
                .filteredOn(line -> line.contains("\"id\":\"lamp\""))
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .containsExactly("{\"site\":\"lagos\"", "{\"site\":\"olhao\"", "{\"site\":\"silves\"");
    }

    @Test
    void theFilesOfASiteAreReadOneAfterTheOther() {
        audit(DEMO, List.of(PORTO, LISBON, PORTO), "--flows");
        long twice = lines().stream().filter(line -> line.contains("\"porto\"")).count();

        audit(DEMO, List.of(PORTO, LISBON), "--flows");

        assertThat(lines()).filteredOn(line -> line.contains("\"porto\"")).hasSize((int) twice / 2);
    }

    @Test
    void whatCannotBeReadIsComplainedOfAndTheRestIsJudged() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.pcap"), "no capture at all");

        int exitCode = audit(DEMO, List.of(LISBON, "porto=" + garbage, "porto=nowhere.pcap", PORTO), "--json");

        assertThat(exitCode).isEqualTo(2);
        assertThat(complaints())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("curfew: " + garbage + ": "),
                        line -> assertThat(line).startsWith("curfew: nowhere.pcap: "));
        assertThat(lines())
                .anyMatch(line -> line.contains("\"site\":\"lisbon\""))
                .anyMatch(line -> line.contains("\"site\":\"porto\""));
    }

    @Test
    void whatAPolicyChangesIsToldSiteBySite() throws IOException {
        Path changed = Files.writeString(
                folder.resolve("policy.yaml"),
                Files.readString(Path.of(DEMO)).replace("radio.example.org", "music.example.org"));

        int exitCode = audit(changed.toString(), List.of(LISBON, PORTO), "--against", DEMO);

        assertThat(exitCode).isEqualTo(3);
        assertThat(text())
                .matches(
                        "(?s)Site lisbon\n[0-9]+ observations, .*\nNothing would newly be told\\..*"
                                + "\n\nSite porto\n[0-9]+ observations, .*\n1 finding would newly be told:\n.*radio.example.org.*");

        audit(changed.toString(), List.of(LISBON, PORTO), "--against", DEMO, "--json");

        assertThat(lines()).singleElement().asString().startsWith("{\"site\":\"porto\",\"change\":\"begun\"");
    }

    @Test
    void whatADeviceDidIsWrittenForOneSiteOnly() {
        assertThat(audit(DEMO, List.of(LISBON, PORTO), "--mud", "speaker")).isEqualTo(2);
        assertThat(complaints())
                .containsExactly(
                        "curfew: --mud writes what a device of one site did: leave out the files of other" + " sites");

        assertThat(audit(DEMO, List.of(PORTO), "--mud", "speaker")).isZero();
    }

    @Test
    void aFileThatSaysNoSiteBesideOneThatDoesIsRefused() {
        assertThat(audit(DEMO, List.of(LISBON, "monday.pcap"))).isEqualTo(2);
        assertThat(complaints())
                .containsExactly("curfew: monday.pcap: say the site of this file too, SITE=monday.pcap with one of"
                        + " lisbon, porto");
        assertThat(text()).isEmpty();
    }
}
