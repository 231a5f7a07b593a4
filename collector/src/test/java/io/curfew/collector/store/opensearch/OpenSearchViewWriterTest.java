package io.curfew.collector.store.opensearch;

import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** What is written at all. */
class OpenSearchViewWriterTest {
    private final Server nobody =
            Server.at(URI.create("http://127.0.0.1:1"), null, Duration.ofSeconds(1), CurfewJson.mapper());
    private final OpenSearchViewWriter writer =
            new OpenSearchViewWriter(nobody, Samples.A_YEAR, Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() {
        nobody.close();
    }

    private static List<Change> hour(Instant at) {
        return Samples.withTotals(Samples.hour(LISBON, 1, at, "cloud.example.org", 3));
    }

    @Test
    void hoursAndTotalsOfTheTimeThatTheyAreKeptFor() {
        assertThat(hour(NOON.minus(Duration.ofDays(300)))).hasSizeGreaterThan(1).allMatch(writer::keeps);
    }

    @Test
    void noHoursAndTotalsOfAClockThatWasNeverSetOrIsFarAhead() {
        assertThat(hour(Instant.EPOCH)).hasSizeGreaterThan(1).noneMatch(writer::keeps);
        assertThat(hour(NOON.plus(Duration.ofDays(400)))).noneMatch(writer::keeps);
    }

    @Test
    void trafficAndAlertsWheneverTheyWere() {
        assertThat(writer.keeps(Samples.flow(LISBON, "f1", Instant.EPOCH))).isTrue();
        assertThat(writer.keeps(new Change.AlertChanged(
                        Samples.alert("a1", LISBON, Samples.CAMERA).build())))
                .isTrue();
    }
}
