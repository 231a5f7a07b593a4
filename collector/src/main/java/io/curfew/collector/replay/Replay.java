package io.curfew.collector.replay;

import io.curfew.collector.correlate.SensorProgress;
import io.curfew.collector.kafka.ObservationLog;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.replay.Impact;
import io.curfew.policy.replay.Trial;
import io.curfew.policy.replay.WhatIf;
import io.curfew.policy.watch.SensorRun;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges what is recorded of one site by two policies. What was made in the {@link WhatIf#LEARNING} before the time
 * that counts is learned from, as far as it is recorded. What a sensor told twice is judged once. Used once.
 */
public final class Replay {
    private final SiteId site;
    private final Instant learnsFrom;
    private final Instant to;
    private final WhatIf whatIf;
    private final Map<SensorId, SensorProgress> progressBySensor = new HashMap<>();

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {

        /**
         * Hears how far it is.
         *
         * @param done from 0 to 1, of what is learned from and what counts together
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
        Instant dayBefore = from.minus(WhatIf.LEARNING);
        this.learnsFrom = dayBefore.isBefore(Instant.EPOCH) ? Instant.EPOCH : dayBefore;
        this.to = to;
        this.whatIf = new WhatIf(site, before, after, from);
    }

    public SiteId site() {
        return site;
    }

    /** Judges all that {@code log} holds of the span, by each policy on a thread of its own while this one reads. */
    public Impact run(ObservationLog log, Progress progress) {
        List<Trial> trials = whatIf.trials();
        try (Judge before = new Judge("before", trials.getFirst()::observe);
                Judge after = new Judge("after", trials.getLast()::observe)) {
            log.read(site, learnsFrom, new Hearing(List.of(before, after), progress));
            before.finish();
            after.finish();
        }
        return whatIf.impact();
    }

    /** Hands what is read to all judges. */
    private final class Hearing implements ObservationLog.Reader {
        private final List<Judge> judges;
        private final Progress progress;

        Hearing(List<Judge> judges, Progress progress) {
            this.judges = judges;
            this.progress = progress;
        }

        @Override
        public void take(ObservationBatch batch) {
            if (isNew(batch)) {
                SensorRun run = new SensorRun(batch.sensor(), batch.run());
                List<Observation> asked = asked(batch.observations());
                judges.forEach(judge -> judge.take(run, asked));
            }
        }

        @Override
        public boolean reached(double done) {
            return progress.reached(done);
        }
    }

    private boolean isNew(ObservationBatch batch) {
        SensorProgress before = progressBySensor.getOrDefault(batch.sensor(), SensorProgress.NONE);
        return switch (before.arrival(batch.run(), batch.sequence())) {
            case SensorProgress.Arrival.SeenBefore _ -> false;
            case SensorProgress.Arrival.Taken taken -> {
                progressBySensor.put(batch.sensor(), taken.progress());
                yield true;
            }
        };
    }

    /** Those of the time that is asked for and of that to learn from. */
    private List<Observation> asked(List<Observation> observations) {
        return observations.stream()
                .filter(observation -> !observation.at().isBefore(learnsFrom)
                        && observation.at().isBefore(to))
                .toList();
    }
}
