package io.curfew.sensor.command;

import io.curfew.sensor.DemoWatch;
import io.curfew.sensor.frames.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Captures and a policy in; findings, exit codes and complaints out. */
final class AuditCommandTest {
    private static final String DEMO_POLICY = "../deploy/demo/policy.yaml";
    private static final String CAMERA_POLICY = """
            curfew: 1
            sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
            devices: [ { id: camera, mac: "02:00:00:00:00:21", name: Door camera } ]
            rules: [ { id: home, subject: { zones: [things] }, allow: [ %s ], severity: high } ]
            """;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void eachFindingIsALineAndTheExitCodeSaysThatThereAreSome() throws IOException {
        Path policy = write("policy.yaml", CAMERA_POLICY.formatted("{ service: ssdp }"));

        int exitCode = audit(
                "--policy", policy.toString(), "--json", capture("udp-outcomes").toString());

        assertThat(exitCode).isEqualTo(3);
        assertThat(output()).hasSize(2);
        assertThat(output().getFirst())
                .startsWith("{\"kind\":\"rule\",\"id\":\"home\",\"site\":\"lisbon\",\"device\":\"camera\","
                        + "\"deviceName\":\"Door camera\",\"mac\":\"02:00:00:00:00:21\",\"deviceIp\":\"192.0.2.21\","
                        + "\"zone\":\"things\",\"peer\":\"203.0.113.9\",\"service\":\"udp/9000\",\"count\":3,"
                        + "\"outcomes\":{\"answered\":1,\"rejected\":1,\"unanswered\":1},"
                        + "\"first\":\"2026-11-01T12:00:00Z\"")
                .contains("\"severity\":\"high\",\"why\":\"Door camera contacted 203.0.113.9 by udp/9000. ")
                .matches(".*,\"alert\":\"[0-9a-f]{32}\"}");
        assertThat(output().getLast()).startsWith("{\"kind\":\"detection\",\"id\":\"hard-coded-address\"");
    }

    @Test
    void eachDeviceIsADossierInPlaceOfTheFindings() throws IOException {
        Path policy = write("policy.yaml", CAMERA_POLICY.formatted("{ service: ssdp }"));

        int exitCode = audit(
                "--policy",
                policy.toString(),
                "--devices",
                capture("udp-outcomes").toString());

        assertThat(exitCode).isEqualTo(3);
        assertThat(output())
                .filteredOn(line -> line.contains("\"id\":\"camera\""))
                .singleElement()
                .satisfies(camera -> assertThat(camera)
                        .startsWith(
                                "{\"site\":\"lisbon\",\"id\":\"camera\",\"name\":\"Door camera\",\"mac\":\"02:00:00:00:00:21\"")
                        .contains(
                                "\"service\":\"udp/9000\",\"initiated\":true,\"flows\":3",
                                "\"attempts\":{\"answered\":1,\"unanswered\":1,\"refused\":0,\"rejected\":1}",
                                "\"days\":[{\"day\":\"2026-11-01\""));
    }

    @Test
    void theReportTellsAPersonWhoDidWhat() {
        int exitCode = audit(
                "--policy",
                DEMO_POLICY,
                "--site",
                "porto",
                DemoWatch.recording("porto").toString());

        assertThat(exitCode).isEqualTo(3);
        assertThat(output.toString(StandardCharsets.UTF_8))
                .startsWith("Site porto, ")
                .contains("against the rules", "Television", "dns-bypass", "Kitchen speaker", "metrics.example.net")
                .doesNotContain("Hallway lamp", "Doorbell");
        assertThat(output()).allMatch(line -> line.length() <= 160);
    }

    @Test
    void nothingFoundIsExitCodeZero() throws IOException {
        Path policy = write("policy.yaml", CAMERA_POLICY.formatted("{ to: [203.0.113.9, 239.255.255.250] }"));

        int exitCode =
                audit("--policy", policy.toString(), capture("udp-outcomes").toString());

        assertThat(exitCode).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("No findings.");
    }

    @Test
    void mistakesInThePolicyNameTheirPlace() throws IOException {
        Path policy = write("policy.yaml", "curfew: 1\nsites: [ { id: a } ]\nrule: []\n");

        int exitCode =
                audit("--policy", policy.toString(), capture("udp-outcomes").toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(output()).isEmpty();
        assertThat(complaints()).containsExactly(policy + ":3:1: unknown key \"rule\"; did you mean \"rules\"?");
    }

    @Test
    void aFolderIsOnePolicyWithItsLists() throws IOException {
        write("policy/site.yaml", "curfew: 1\nsites: [ { id: a, zones: [ { id: z, subnets: 192.0.2.0/24 } ] } ]\n");
        write("policy/lists/ads.txt", "cloud.example.org\n");
        write("policy/rules.yml", """
                curfew: 1
                lists: [ { id: ads, file: lists/ads.txt } ]
                rules: [ { id: no-ads, subject: { any: true }, deny: [ { dns: lists/ads } ] } ]
                """);

        int exitCode = audit(
                "--policy",
                folder.resolve("policy").toString(),
                "--json",
                capture("dns-over-udp").toString());

        assertThat(exitCode).isEqualTo(3);
        assertThat(output())
                .anyMatch(line ->
                        line.contains("\"id\":\"no-ads\"") && line.contains("\"peerName\":\"cloud.example.org\""));
    }

    @Test
    void severalSitesWantAChoice() {
        int exitCode =
                audit("--policy", DEMO_POLICY, DemoWatch.recording("porto").toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(complaints())
                .containsExactly("curfew: the policy has several sites: choose one with --site, or say each file's"
                        + " as SITE=FILE: lisbon, porto");
    }

    @Test
    void whatCannotBeReadIsOneLineAndExitCodeTwo() throws IOException {
        Path policy = write("policy.yaml", CAMERA_POLICY.formatted("{ to: resolvers }"));

        assertThat(audit("--policy", "nowhere.yaml", "x.pcap")).isEqualTo(2);
        assertThat(audit("--policy", policy.toString(), "nowhere.pcap")).isEqualTo(2);
        assertThat(audit("--policy", folder.resolve("empty").toString(), "x.pcap"))
                .isEqualTo(2);
        assertThat(complaints()).hasSize(3).allMatch(line -> line.startsWith("curfew: "));
    }

    @Test
    void againstAnotherPolicyOnlyWhatChangesIsTold() throws IOException {
        String demo = Files.readString(Path.of(DEMO_POLICY));
        Path strict = write(
                "strict.yaml",
                demo.replace(
                        "      - { to: radio.example.org, service: http }\n",
                        "      - { to: { device: porto-hass }, service: http }\n"));

        int code = audit(
                "--policy",
                strict.toString(),
                "--against",
                DEMO_POLICY,
                "--site",
                "porto",
                "../deploy/demo/porto.pcap.gz");

        assertThat(code).isEqualTo(3);
        assertThat(output().getFirst()).contains("observations, ", "judged by both policies.");
        assertThat(output())
                .contains("1 finding would newly be told:", "Nothing would no longer be told.")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("  HIGH  rule things-stay-home: Kitchen speaker and radio.example.org")
                        .contains(", http, "));
    }

    @Test
    void changesAreALineEachAsJson() throws IOException {
        String demo = Files.readString(Path.of(DEMO_POLICY));
        Path strict = write("strict.yaml", demo.replace("radio.example.org", "music.example.org"));

        int code = audit(
                "--json",
                "--policy",
                DEMO_POLICY,
                "--against",
                strict.toString(),
                "--site",
                "porto",
                "../deploy/demo/porto.pcap.gz");

        assertThat(code).isZero();
        assertThat(output())
                .singleElement()
                .asString()
                .startsWith("{\"change\":\"ended\"")
                .contains("\"device\":\"speaker\"", "\"peerName\":\"radio.example.org\"", "\"doubts\":[]");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path capture(String recording) throws IOException {
        return Files.write(folder.resolve(recording + ".pcap"), Recordings.all().get(recording));
    }

    private int audit(String... arguments) {
        return new CommandLine(new AuditCommand(output, new PrintStream(complaints, true, StandardCharsets.UTF_8)))
                .execute(arguments);
    }

    private List<String> output() {
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> complaints() {
        return complaints.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
