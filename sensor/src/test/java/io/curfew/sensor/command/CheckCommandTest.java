package io.curfew.sensor.command;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

/** A policy in; what is wrong with it, and an exit code, out. */
final class CheckCommandTest {
    private static final String POLICY = """
            curfew: 1
            sites: [ { id: lisbon } ]
            lists: [ { id: ads, file: lists/ads.txt, format: adblock } ]
            places: { country: places/country.mmdb }
            rules:
              - { id: r, subject: { any: true }, mud: "https://lamps.example/lamp.json", deny: [ { to: {country: CN} }, { dns: lists/ads } ] }
            """;

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final StringWriter output = new StringWriter();
    private final StringWriter complaints = new StringWriter();

    @TempDir
    Path folder;

    private int check(String... arguments) {
        return checkAt(NOON, arguments);
    }

    private int checkAt(Instant now, String... arguments) {
        return new CommandLine(new CheckCommand(Clock.fixed(now, ZoneOffset.UTC)))
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(complaints))
                .execute(arguments);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aPolicyFindsTheFilesBesideItAndWarnsOfWhatIsNotThere() throws IOException {
        write("home.yaml", POLICY);
        write("lists/ads.txt", "||ads.example^\n/banner/\n");
        write("mud/lamp.json", "{ \"ietf-mud:mud\": { \"mud-url\": \"https://lamps.example/lamp.json\" } }");
        write("unrelated.yaml", "nonsense");
        Path policy = folder.resolve("home.yaml");

        int exitCode = check("--policy", policy.toString());

        assertThat(exitCode).isZero();
        assertThat(output).hasToString(policy + ": a policy of 1 site, 0 listed devices and 1 rule\n");
        assertThat(complaints.toString().lines())
                .containsExactly(
                        "warning: " + policy
                                + ":3:27: names read: 1, lines left out that speak of no name as a whole: 1",
                        "warning: " + policy
                                + ":6:92: this cannot be judged, and neither allows nor denies: there is no file"
                                + " \"places/country.mmdb\"");
    }

    @Test
    void anEntryIsWarnedOfFromTheTimeAtWhichItEnds() throws IOException {
        write("home.yaml", """
                curfew: 1
                sites: [ { id: lisbon } ]
                rules:
                  - id: r
                    subject: { any: true }
                    deny: [ { service: telnet, until: 2026-11-19 } ]
                """);
        String policy = folder.resolve("home.yaml").toString();

        checkAt(Instant.parse("2026-11-19T23:59:59Z"), "--policy", policy);
        assertThat(complaints).hasToString("");

        checkAt(Instant.parse("2026-11-20T00:00:00Z"), "--policy", policy);
        assertThat(complaints)
                .hasToString("warning: " + policy + ":6:13: this has ended: it held until 2026-11-20T00:00:00Z\n");
    }

    @Test
    void aListThatIsNotThereIsAMistakeWithItsLine() throws IOException {
        write("home.yaml", POLICY);

        int exitCode = check("--policy", folder.resolve("home.yaml").toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(complaints.toString()).contains("home.yaml:3:27: there is no list file \"lists/ads.txt\"");
    }

    @Test
    void oneOfPolicyAndConfigurationIsWanted() {
        assertThat(check()).isEqualTo(2);
        assertThat(check("--policy", "a.yaml", "--config", "b.yaml")).isEqualTo(2);
        assertThat(check("--policy", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(complaints.toString()).contains("none.yaml: there is no such file");
    }
}
