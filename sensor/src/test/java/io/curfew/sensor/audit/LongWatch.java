package io.curfew.sensor.audit;

import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.health.Coverage;
import io.curfew.sensor.health.Health;
import io.curfew.sensor.publish.OutboxCounters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sensor and a watch over days: plays recordings one after the other, each at a later time, with the status that a
 * sensor gives each 10 s. Remembers when alerts opened.
 */
final class LongWatch {
    private static final SensorRun RUN = new SensorRun(new SensorId("things"), "run-1");
    private static final Duration TICK = Duration.ofSeconds(10);

    private final Policy policy;
    private final SiteWatch watch;
    private final Coverage coverage = new Coverage();
    private final PacketPipeline pipeline;
    private final Health health;
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final List<Opening> openings = new ArrayList<>();
    private Instant now;

    /** An alert that began to want somebody's attention. */
    record Opening(Instant at, Alert alert) {}

    LongWatch(String site, Policy policy, Instant start) {
        this.policy = policy;
        this.now = start;
        watch = new SiteWatch(new SiteId(site), new HeapSiteMemory());
        pipeline = new PacketPipeline(PipelineLimits.DEFAULT, this::observe);
        health = new Health(
                "test",
                coverage,
                pipeline::counters,
                () -> Health.Outside.NONE,
                List::of,
                () -> OutboxCounters.NONE,
                this::observe);
    }

    /** Plays a recording from now on until the time has passed, one round after the other. */
    void repeat(Recording recording, Duration round, Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            Instant next = now.plus(round);
            play(recording);
            rest(Duration.between(now, next));
        }
    }

    /** Lets the time pass without a packet; flows that are open end. */
    void rest(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plus(TICK).isBefore(end) ? now.plus(TICK) : end;
            advance(nanos(now));
        }
    }

    /** Plays a recording once; the sensor gives its status where the recording is silent for long. */
    void play(Recording recording) {
        Instant end = now.plus(recording.length());
        recording.play(nanos(now), (frame, offset, captured, original, linkType, timestampNanos) -> {
            Instant at = Instant.ofEpochSecond(0, timestampNanos);
            if (now.plus(TICK).isBefore(at)) {
                rest(Duration.between(now, at));
            }
            now = at;
            health.advance(timestampNanos);
            coverage.frame(frame, offset, captured, linkType, timestampNanos);
            pipeline.packet(frame, offset, captured, original, linkType, timestampNanos);
        });
        now = end;
    }

    private void advance(long nowNanos) {
        health.advance(nowNanos);
        pipeline.advance(nowNanos);
    }

    private void observe(Observation observation) {
        watch.observe(policy, RUN, observation);
        for (Alert alert : watch.take().alerts()) {
            Alert before = alerts.put(alert.id(), alert);
            boolean wasOver = before == null || before.state() == Alert.State.RESOLVED;
            if (wasOver && alert.state() == Alert.State.OPEN) {
                openings.add(new Opening(observation.at(), alert));
            }
        }
    }

    Instant now() {
        return now;
    }

    List<Opening> openings() {
        return openings;
    }

    List<Alert> alerts() {
        watch.takeAll().alerts().forEach(alert -> alerts.put(alert.id(), alert));
        return List.copyOf(alerts.values());
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
