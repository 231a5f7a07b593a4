package io.curfew.sensor.run;

import io.curfew.sensor.DemoWatch;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.publish.OutboxCounters;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The recordings of the demo, replayed and judged: they must give what {@code expected.json} lists. */
final class DemoTest {
    private static final OutboxCounters NOTHING_SENT = OutboxCounters.NONE;
    private static final Clock STANDING = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
    /** So fast that nothing is waited for. */
    private static final double AT_ONCE = 1e15;

    private static Stream<String> findings(String site) throws IOException {
        DemoWatch watch = new DemoWatch(site);
        Stages stages = new Stages("0.1.0", PipelineLimits.DEFAULT, watch::observe, () -> NOTHING_SENT);
        new Replay(new Capture(DemoWatch.recording(site), AT_ONCE), stages, STANDING).run();
        return watch.findings();
    }

    @Test
    void theRecordedHomesGiveTheFindingsThatWereReviewed() throws IOException {
        List<String> found =
                Stream.concat(findings("lisbon"), findings("porto")).sorted().toList();

        assertThat(found).isEqualTo(DemoWatch.expected());
    }
}
