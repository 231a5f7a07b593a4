package io.curfew.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The console over a hundred sites: what their sensors saw has gone the whole way through the stack. */
class HundredSitesIT {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration BROWSER = Duration.ofMinutes(10);
    private static final int SITES = 100;
    private static final int HOMES = 2;
    private static final int PORT = 17_490;

    @TempDir
    private static Path folder;

    private static Curfew curfew = new Curfew(Repository.here(), Path.of("unset"), PORT);

    @BeforeAll
    static void startAStack() throws IOException, InterruptedException {
        curfew = new Curfew(Repository.here(), folder.resolve("state"), PORT);
        Curfew.Ended up = curfew.shell("./curfew up", START);
        assertThat(up.exit()).as(up.toString()).isZero();
    }

    @AfterAll
    static void leaveNothingRunning() throws IOException, InterruptedException {
        curfew.shell("./curfew down", START);
    }

    @Test
    void theConsoleIsQuickAndRightOverAHundredSites() throws IOException, InterruptedException {
        Path output = folder.resolve("sites.txt");
        Path errors = folder.resolve("sites-errors.txt");
        Process sites = curfew.start("exec deploy/e2e/sites " + SITES, output, errors);
        try (Api api = new Api(curfew)) {
            await().atMost(START)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> !sites.isAlive() || areSeen(api));
            assertThat(sites.isAlive())
                    .as(Files.readString(output) + Files.readString(errors))
                    .isTrue();

            Curfew.Ended looked = curfew.shell(
                    "CURFEW_URL=" + curfew.url() + " CURFEW_CREDENTIALS=" + curfew.credentialsFile()
                            + " ui/run e2e -- --project hundred-sites",
                    BROWSER);

            System.out.println(looked);
            assertThat(looked.exit()).as(looked.toString()).isZero();
        } finally {
            sites.destroy();
            assertThat(sites.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** What the policy finds in the recordings that the sites are made of. */
    private static int alertsOfRecordings() throws IOException {
        return new ObjectMapper()
                .readTree(curfew.repository().read("deploy/demo/expected.json"))
                .size();
    }

    /** Whether the store holds all alerts, and the last word of every sensor. */
    private static boolean areSeen(Api api) throws IOException, InterruptedException {
        int alerts = api.get("/api/v1/alerts?limit=1").path("total").asInt();
        long heard = 0;
        for (JsonNode sensor : api.get("/api/v1/sensors").path("items")) {
            heard += sensor.path("troubles").isEmpty() ? 1 : 0;
        }
        return alerts >= alertsOfRecordings() * SITES / HOMES && heard == SITES;
    }
}
