package io.curfew.collector.replay;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges what is recorded of one site by two policies. What was made in the {@link WhatIf#LEARNING} before the time
 * that counts is learned from, as far as it is recorded. What a sensor told twice is judged once. Used once.
 */
public final class Replay {
    private final SiteId site;
    private final Instant learnsFrom;
    private final Instant from;
    private final Instant to;
    private final WhatIf whatIf;
    private final MissingBatches missingBatches;
    private final Set<SensorId> heard = new HashSet<>();

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
        this.from = from;
        this.to = to;
        this.missingBatches = new MissingBatches(from, to);
        this.whatIf = new WhatIf(site, before, after, from);
    }

    public SiteId site() {
        return site;
    }

    /**
     * Judges all that {@code log} holds of the span, by each policy on a thread of its own while this one reads.
     *
     * @param sensors knows of which sensors something should be there
     */
    public Impact run(ObservationLog log, SensorsOfSites sensors, Progress progress) {
        List<Trial> trials = whatIf.trials();
        try (Judge<Piece> before = new Judge<>("before", piece -> piece.judgeBy(trials.getFirst()));
                Judge<Piece> after = new Judge<>("after", piece -> piece.judgeBy(trials.getLast()))) {
            log.read(site, learnsFrom, new Hearing(List.of(before, after), progress));
            before.finish();
            after.finish();
        }
        return whatIf.impact().withMissing(sensors.unheard(site, from, to, heard));
    }

    /**
     * What one batch says.
     *
     * @param missing how many batches of the span are found missing before it; fewer than none when it was missing
     *     itself
     */
    private record Piece(SensorRun run, long missing, List<Observation> observations) {
        void judgeBy(Trial trial) {
            if (missing != 0) {
                trial.missing(run.sensor(), missing);
            }
            observations.forEach(observation -> trial.observe(run, observation));
        }
    }

    /** Hands what is read to all judges. */
    private final class Hearing implements ObservationLog.Reader {
        private final List<Judge<Piece>> judges;
        private final Progress progress;

        Hearing(List<Judge<Piece>> judges, Progress progress) {
            this.judges = judges;
            this.progress = progress;
        }

        @Override
        public void take(ObservationBatch batch) {
            Long missing = missingBatches.take(batch);
            if (missing != null) {
                SensorRun run = new SensorRun(batch.sensor(), batch.run());
                List<Observation> asked = asked(batch.observations());
                if (asked.stream().anyMatch(observation -> !observation.at().isBefore(from))) {
                    heard.add(batch.sensor());
                }
                Piece piece = new Piece(run, missing, asked);
                judges.forEach(judge -> judge.take(piece));
            }
        }

        @Override
        public boolean reached(double done) {
            return progress.reached(done);
        }
    }

    /** Those of the time that is asked for and of that to learn from. */
    private List<Observation> asked(List<Observation> observations) {
        return observations.stream()
                .filter(observation -> !observation.at().isBefore(learnsFrom)
                        && observation.at().isBefore(to))
                .toList();
    }
}
