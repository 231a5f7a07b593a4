package io.curfew.sensor.run;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.publish.OutboxCounters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The recordings of the demo, replayed and judged: they must give what {@code expected.json} lists. */
final class DemoTest {
    private static final Path DEMO = Path.of("../deploy/demo");
    private static final OutboxCounters NOTHING_SENT = new OutboxCounters(0, 0, 0, 0, 0, 0, null);
    private static final SensorRun RUN = new SensorRun(new SensorId("things"), "run-1");
    private static final Clock STANDING = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
    /** So fast that nothing is waited for. */
    private static final double AT_ONCE = 1e15;

    private static Policy policy() throws IOException {
        PolicyReading reading =
                PolicyReader.read(1, Map.of("policy.yaml", Files.readString(DEMO.resolve("policy.yaml"))));
        assertThat(reading).isInstanceOf(PolicyReading.Accepted.class);
        return ((PolicyReading.Accepted) reading).policy();
    }

    private static Stream<Alert> alerts(String site) throws IOException {
        Policy policy = policy();
        SiteWatch watch = new SiteWatch(new SiteId(site), new HeapSiteMemory());
        Map<String, Alert> alerts = new LinkedHashMap<>();
        Stages stages = new Stages(
                "0.1.0",
                PipelineLimits.DEFAULT,
                (Observation observation) -> watch.observe(policy, RUN, observation)
                        .alerts()
                        .forEach(alert -> alerts.put(alert.id(), alert)),
                () -> NOTHING_SENT);
        new Replay(new Capture(DEMO.resolve(site + ".pcap.gz"), AT_ONCE), stages, STANDING).run();
        return alerts.values().stream();
    }

    private static String line(Alert alert) {
        Peer peer = alert.peer();
        IpAddress ip = peer == null ? null : peer.ip();
        DomainName name = peer == null ? null : peer.name();
        return "{\"site\": %s, \"device\": %s, \"kind\": %s, \"id\": %s, \"peer\": %s, \"peerName\": %s, \"service\": %s, \"count\": %d, \"severity\": %s}"
                .formatted(
                        text(alert.site()),
                        text(alert.device()),
                        text(alert.kind().name().toLowerCase(Locale.ROOT)),
                        text(alert.origin()),
                        text(ip),
                        text(name),
                        text(alert.service()),
                        alert.count(),
                        text(alert.severity().text()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "null" : "\"" + value + "\"";
    }

    @Test
    void theRecordedHomesGiveTheFindingsThatWereReviewed() throws IOException {
        List<String> expected = Files.readAllLines(DEMO.resolve("expected.json")).stream()
                .filter(line -> line.startsWith("  {"))
                .map(line -> line.strip().replaceAll(",$", ""))
                .toList();

        List<String> found = Stream.concat(alerts("lisbon"), alerts("porto"))
                .map(DemoTest::line)
                .sorted()
                .toList();

        assertThat(found).isEqualTo(expected);
    }
}
