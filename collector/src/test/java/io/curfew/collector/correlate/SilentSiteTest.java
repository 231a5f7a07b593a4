package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.PORTO;
import static io.curfew.collector.correlate.Seen.THINGS_STAY_HOME;
import static io.curfew.collector.correlate.Seen.batch;
import static io.curfew.collector.correlate.Seen.status;
import static org.assertj.core.api.Assertions.assertThat;

/** Where all sensors are silent, time passes by itself. */
class SilentSiteTest {
    @TempDir
    private Path stateDirectory;

    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(stateDirectory);
        bench.rule(1, THINGS_STAY_HOME);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    private List<Alert> silent() {
        return bench.alerts().stream()
                .filter(alert -> alert.origin().equals("sensor-silent"))
                .toList();
    }

    private void letMinutesPass(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            bench.letPass(Duration.ofMinutes(1));
        }
    }

    @Test
    void theOnlySensorOfASiteIsToldToBeSilent() {
        bench.take(batch(LISBON, 0, status(NOON)));
        letMinutesPass(5);
        assertThat(silent()).isEmpty();

        letMinutesPass(1);

        assertThat(silent()).singleElement().satisfies(alert -> {
            assertThat(alert.site()).isEqualTo(LISBON);
            assertThat(alert.device().value()).isEqualTo("sensor-attic");
            assertThat(alert.first()).isEqualTo(NOON);
        });
    }

    @Test
    void aSensorThatReportsIsNotSilent() {
        bench.take(batch(LISBON, 0, status(NOON)));
        letMinutesPass(3);
        bench.take(batch(LISBON, 1, status(NOON.plusSeconds(180))));
        letMinutesPass(3);

        assertThat(silent()).isEmpty();
    }

    @Test
    void aClockThatIsSetAheadMakesNobodySilent() {
        bench.take(batch(LISBON, 0, status(NOON)));

        bench.setClockAhead(Duration.ofHours(1));
        letMinutesPass(1);

        assertThat(silent()).isEmpty();
    }

    @Test
    void oneSilentSiteDoesNotMakeAnotherSilent() {
        bench.take(batch(LISBON, 0, status(NOON)), batch(PORTO, 0, status(NOON)));
        for (int minute = 1; minute < 8; minute++) {
            letMinutesPass(1);
            bench.take(batch(PORTO, minute, status(NOON.plusSeconds(60L * minute))));
        }

        assertThat(silent()).extracting(Alert::site).containsExactly(LISBON);
    }

    @Test
    void batchesThatAreMissingAreTold() {
        bench.take(batch(LISBON, 0, status(NOON)));
        bench.take(batch(LISBON, 4, status(NOON.plusSeconds(10))));

        assertThat(bench.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.what()).startsWith("3 batches of sensor attic did not arrive"));
    }

    @Test
    void everySiteOfATaskIsFoundInItsStore() {
        var store = InMemoryStore.open();
        for (String site : List.of("lisbon", "lisbon-2", "porto")) {
            for (int table : List.of(0, 1, RowPrefix.SIZES, RowPrefix.ADOPTIONS)) {
                store.put(Bytes.wrap(RowPrefix.of(new SiteId(site), table)), new byte[] {1});
            }
        }

        assertThat(new SitesAtHand(store, new RowsAtHand(16), new CorrelationMetrics(new SimpleMeterRegistry())).all())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("lisbon", "lisbon-2", "porto");
    }
}
