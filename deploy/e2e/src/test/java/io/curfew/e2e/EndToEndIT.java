package io.curfew.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One life of the local stack, told in order: it costs too much to live it once for each fact. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration BROWSER = Duration.ofMinutes(10);

    private static final long IDLE_LIMIT_BYTES = 1_331L * 1024 * 1024;
    private static final long DEMO_LIMIT_BYTES = 2_048L * 1024 * 1024;
    private static final int PORT = 17_480;

    @TempDir
    private static Path folder;

    private static Curfew curfew = new Curfew(Repository.here(), Path.of("unset"), PORT);

    @BeforeAll
    static void chooseAStateFolder() {
        curfew = new Curfew(Repository.here(), folder.resolve("state"), PORT);
    }

    @AfterAll
    static void leaveNothingRunning() throws IOException, InterruptedException {
        curfew.shell("./curfew down", START);
    }

    @Test
    @Order(1)
    void upStartsEverythingAndSaysHowToSignIn() throws IOException, InterruptedException {
        Curfew.Ended up = curfew.shell("./curfew up", START);

        System.out.println(up);
        assertThat(up.exit()).as(up.toString()).isZero();
        assertThat(up.output()).contains(curfew.url(), "olga", "lia");
        assertThat(curfew.credentials()).containsKeys("ada", "olga", "lia", "pedro");
    }

    @Test
    @Order(2)
    void theIdleStackKeepsItsMemoryLimit() throws IOException, InterruptedException {
        JsonNode status = status();

        assertThat(status.path("memory").path("pssBytes").asLong()).isBetween(1L, IDLE_LIMIT_BYTES);
    }

    @Test
    @Order(3)
    void theBoardEqualsTheOfflineAuditThoughTheCollectorIsKilledMidway() throws IOException, InterruptedException {
        Map<String, Long> expected = new TreeMap<>();
        expected.putAll(audit("lisbon"));
        expected.putAll(audit("porto"));
        Path output = folder.resolve("demo.txt");
        Path errors = folder.resolve("demo-errors.txt");

        Process demo = curfew.start("./curfew demo --speed 10", output, errors);
        try (Api api = new Api(curfew)) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> !board(api).isEmpty());
            killTheCollector();
            Curfew.Ended up = curfew.shell("./curfew up", START);
            assertThat(up.exit()).as(up.toString()).isZero();
            assertThat(demo.waitFor(3, TimeUnit.MINUTES)).isTrue();

            assertThat(demo.exitValue())
                    .as(Files.readString(output) + Files.readString(errors))
                    .isZero();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(board(api)).isEqualTo(expected));
        } finally {
            demo.destroy();
        }
        System.out.println(Files.readString(output));
    }

    @Test
    @Order(4)
    void theStackKeepsItsMemoryLimitWhileTheDemoRuns() throws IOException, InterruptedException {
        JsonNode status = status();

        assertThat(status.path("memory").path("peakPssBytes").asLong()).isBetween(1L, DEMO_LIMIT_BYTES);
    }

    @Test
    @Order(5)
    void downAndUpAgainFindItsData() throws IOException, InterruptedException {
        try (Api api = new Api(curfew)) {
            Map<String, Long> before = board(api);

            assertThat(curfew.shell("./curfew down", START).exit()).isZero();
            Curfew.Ended up = curfew.shell("./curfew up", START);

            System.out.println(up);
            assertThat(up.exit()).as(up.toString()).isZero();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(board(api)).isNotEmpty().isEqualTo(before));
        }
    }

    @Test
    @Order(6)
    void theDemoIsRefusedWhereSensorsMustSign() throws IOException, InterruptedException {
        killTheCollector();
        Curfew.Ended strict = curfew.shell("CURFEW_SENSORS_SIGNATURES=required ./curfew up", START);
        assertThat(strict.exit()).as(strict.toString()).isZero();

        Curfew.Ended demo = curfew.shell("./curfew demo", START);

        assertThat(demo.exit()).as(demo.toString()).isEqualTo(1);
        assertThat(demo.errors())
                .startsWith("curfew: others reach this stack, so it takes only what is signed")
                .contains("./curfew down, then up without --bind");
        killTheCollector();
        assertThat(curfew.shell("./curfew up", START).exit()).isZero();
    }

    @Test
    @Order(7)
    void aPersonSignsInSeesBothSitesAndAcknowledges() throws IOException, InterruptedException {
        Curfew.Ended journey = curfew.shell(
                "CURFEW_URL=" + curfew.url() + " CURFEW_CREDENTIALS=" + curfew.credentialsFile()
                        + " ui/run e2e -- --project journey",
                BROWSER);

        System.out.println(journey);
        assertThat(journey.exit()).as(journey.toString()).isZero();
    }

    @ParameterizedTest
    @Order(8)
    @MethodSource("pagesWithCommands")
    void everyCommandOfAPageWorks(String page) throws IOException, InterruptedException {
        String script = script(curfew.repository(), page);

        Curfew.Ended ended = curfew.shell("set -eu\n" + script, START);

        assertThat(ended.exit()).as(ended.toString()).isZero();
    }

    /** The pages of the documentation that tell people to type something; the README last, since it ends with down. */
    private static List<String> pagesWithCommands() {
        Repository repository = Repository.here();
        Stream<String> pages = repository.files(path -> path.toString().endsWith(".md")).stream()
                .map(path -> repository.root().relativize(path).toString())
                .filter(page -> page.startsWith("docs/"));
        return Stream.concat(pages, Stream.of("README.md"))
                .filter(page -> !script(repository, page).isBlank())
                .toList();
    }

    private static String script(Repository repository, String page) {
        Set<String> runElsewhere = repository.read(".ci/run").lines().collect(Collectors.toSet());
        return Pages.script(repository.read(page), PORT, runElsewhere);
    }

    private static Map<String, Long> audit(String site) throws IOException, InterruptedException {
        Curfew.Ended audit = curfew.shell(
                "./curfew audit --json --policy deploy/demo/policy.yaml --site " + site + " deploy/demo/" + site
                        + ".pcap.gz",
                START);
        assertThat(audit.exit()).as(audit.toString()).isEqualTo(3);
        Map<String, Long> counts = new TreeMap<>();
        for (String line : audit.output().lines().toList()) {
            JsonNode finding = JSON.readTree(line);
            counts.put(finding.path("alert").asText(), finding.path("count").asLong());
        }
        return counts;
    }

    private static Map<String, Long> board(Api api) throws IOException, InterruptedException {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode alert : api.all("/api/v1/alerts")) {
            Long twice =
                    counts.put(alert.path("id").asText(), alert.path("count").asLong());
            assertThat(twice).as("alert " + alert + " is listed twice").isNull();
        }
        return counts;
    }

    private static JsonNode status() throws IOException, InterruptedException {
        Curfew.Ended status = curfew.shell("./curfew status --json", Duration.ofMinutes(1));
        assertThat(status.exit()).as(status.toString()).isZero();
        return JSON.readTree(status.output());
    }

    private static void killTheCollector() throws IOException, InterruptedException {
        for (JsonNode part : status().path("parts")) {
            if (part.path("name").asText().equals("collector")) {
                ProcessHandle collector =
                        ProcessHandle.of(part.path("pid").asLong()).orElseThrow();
                assertThat(collector.destroyForcibly()).isTrue();
                collector.onExit().join();
                return;
            }
        }
        throw new AssertionError("status names no collector");
    }
}
