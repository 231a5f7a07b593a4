package io.curfew.sensor.run;

import io.curfew.events.CommunityId;
import io.curfew.policy.language.DohServers;
import io.curfew.sensor.LatestTime;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.health.Coverage;
import io.curfew.sensor.health.Health;
import io.curfew.sensor.imports.Imports;
import io.curfew.sensor.privacy.Discretion;
import io.curfew.sensor.privacy.PrivacyCounters;
import io.curfew.sensor.publish.OutboxCounters;

import java.util.List;
import java.util.function.Supplier;

/**
 * From one frame to observations: coverage, pipeline, health; and the imports beside. For one thread at a time; knows
 * no clock.
 */
public final class Stages {
    private final Discretion discretion;
    private final PacketPipeline pipeline;
    private final Coverage coverage = new Coverage();
    private final Imports imports;
    private final Health health;
    private final LatestTime latest = new LatestTime();
    private Health.Outside outside = Health.Outside.NONE;

    /**
     * @param version the sensor's version
     * @param communityIdSeed the seed of the Community IDs of captured flows, 0 to 65535
     * @param imports the sensor's other eyes, whose sink is the same
     * @param encryptedDns where DNS over HTTPS answers
     * @param discretion takes the observations, and passes on what may be said
     * @param outbox what became of them
     */
    public Stages(
            String version,
            PipelineLimits limits,
            int communityIdSeed,
            Imports imports,
            DohServers encryptedDns,
            Discretion discretion,
            Supplier<OutboxCounters> outbox) {
        this.imports = imports;
        this.discretion = discretion;
        this.pipeline = new PacketPipeline(limits, encryptedDns, communityIdSeed, discretion::mayOpen, discretion);
        this.health = new Health(version, coverage, pipeline::counters, () -> outside, imports, outbox, discretion);
    }

    /** Without imports, with what is shipped and usual, and with nothing to keep quiet about. */
    public Stages(String version, PipelineLimits limits, ObservationSink sink, Supplier<OutboxCounters> outbox) {
        this(
                version,
                limits,
                CommunityId.USUAL_SEED,
                Imports.none(),
                DohServers.shipped(),
                new Discretion(List.of(), 1, sink),
                outbox);
    }

    /** The imports begin. */
    void start() {
        imports.start();
    }

    /** Takes a frame as {@link io.curfew.sensor.capture.FrameSink} gets it. */
    void frame(byte[] frame, int offset, int capturedLength, int originalLength, int linkType, long timestampNanos) {
        latest.saw(timestampNanos);
        coverage.frame(frame, offset, capturedLength, linkType, timestampNanos);
        pipeline.packet(frame, offset, capturedLength, originalLength, linkType, timestampNanos);
    }

    /** Says what is seen of the interface and the clock. */
    void outside(Health.Outside seen) {
        outside = seen;
    }

    /**
     * Looks whether the clock was set back behind what packets said. Then it ends what is open, as nothing would be due
     * before the clock has caught up, and goes on from the time that it is now.
     */
    void followClock(long nowNanos) {
        if (latest.isSetBackTo(nowNanos)) {
            pipeline.startAnew();
        }
    }

    /** Tells the pipeline, whose timers depend on it, what time it is, and then whoever sums up its minutes. */
    void advance(long nowNanos) {
        latest.saw(nowNanos);
        pipeline.advance(nowNanos);
        discretion.advance(EpochNanos.toInstant(nowNanos));
    }

    /** Reports the status when it is due. */
    void reportWhenDue(long nowNanos) {
        health.advance(nowNanos);
    }

    /** Ends what is open and reports a last status. */
    void finish(long nowNanos) {
        try {
            imports.close();
        } finally {
            pipeline.finish();
            discretion.finish();
            health.report(nowNanos);
        }
    }

    PacketCounters packets() {
        return pipeline.counters();
    }

    PrivacyCounters privacy() {
        return discretion.counters();
    }
}
