package io.curfew.collector.replay;

import io.curfew.collector.correlate.SensorProgress;
import io.curfew.collector.kafka.ObservationLog;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.replay.Impact;
import io.curfew.policy.replay.WhatIf;
import io.curfew.policy.watch.SensorRun;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Judges what is recorded of one site by two policies. What a sensor told twice is judged once. For one thread. */
public final class Replay {
    private final SiteId site;
    private final Instant from;
    private final Instant to;
    private final WhatIf whatIf;
    private final Map<SensorId, SensorProgress> progressBySensor = new HashMap<>();

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {

        /**
         * Hears how far it is.
         *
         * @param done from 0 to 1
         * @return false when nobody wants the result any more
         */
        boolean reached(double done);
    }

    /**
     * @param from the earliest event time that counts
     * @param to the first event time that no longer counts
     */
    public Replay(SiteId site, Policy before, Policy after, Instant from, Instant to) {
        this.site = site;
        this.from = from;
        this.to = to;
        this.whatIf = new WhatIf(site, before, after);
    }

    /** Judges all that {@code log} holds of the span. */
    public Impact run(ObservationLog log, Progress progress) {
        log.read(site, from, (batch, done) -> {
            take(batch);
            return progress.reached(done);
        });
        return whatIf.impact();
    }

    void take(ObservationBatch batch) {
        SensorProgress before = progressBySensor.getOrDefault(batch.sensor(), SensorProgress.NONE);
        switch (before.arrival(batch.run(), batch.sequence())) {
            case SensorProgress.Arrival.SeenBefore _ -> {}
            case SensorProgress.Arrival.Taken taken -> {
                progressBySensor.put(batch.sensor(), taken.progress());
                judge(batch);
            }
        }
    }

    private void judge(ObservationBatch batch) {
        SensorRun run = new SensorRun(batch.sensor(), batch.run());
        for (Observation observation : batch.observations()) {
            boolean counts =
                    !observation.at().isBefore(from) && observation.at().isBefore(to);
            if (counts) {
                whatIf.observe(run, observation);
            }
        }
    }
}
