package io.curfew.collector.api;

import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.kafka.KafkaAwayException;
import io.curfew.collector.kafka.ObservationLog;
import io.curfew.collector.replay.Replay;
import io.curfew.collector.replay.SensorsOfSites;
import io.curfew.collector.store.View;
import io.curfew.policy.replay.Impact;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.util.concurrent.Semaphore;

/**
 * Tries policies on what is recorded, at most {@value #MOST_TRIALS} at a time: each keeps what it remembers of a site
 * in memory. A trial ends when nobody listens to it any more.
 */
@Singleton
class PolicyTrials {
    private static final Logger LOG = Logger.getLogger(PolicyTrials.class);

    private static final int MOST_TRIALS = 2;
    private static final double STEP = 0.01;

    private final ObservationLog log;
    private final SensorsOfSites sensors;
    private final Semaphore places = new Semaphore(MOST_TRIALS);

    PolicyTrials(ObservationLog log, EnrolledSensors enrolled, View view) {
        this.log = log;
        this.sensors = new SensorsOfSites(enrolled, view);
    }

    /** What listeners of a trial hear. */
    sealed interface News {

        /** How far it is. */
        record Progress(WhatIfProgress progress) implements News {}

        /** What came out; the last that they hear. */
        record Result(Impact impact) implements News {}

        /** Why nothing came out; the last that they hear. */
        record Failure(Problem problem) implements News {}
    }

    /**
     * Begins a trial when somebody listens, and takes its place only then: who goes away before never listens. Whoever
     * finds no place by then hears so.
     *
     * @throws ProblemException when too many run already
     */
    Multi<News> of(Replay replay) {
        if (places.availablePermits() == 0) {
            throw new ProblemException(ProblemKind.TOO_MANY_TRIALS);
        }
        return Multi.createFrom().emitter(listener -> begin(replay, listener));
    }

    private void begin(Replay replay, MultiEmitter<? super News> listener) {
        if (places.tryAcquire()) {
            Infrastructure.getDefaultWorkerPool().execute(() -> run(replay, listener));
        } else {
            listener.emit(new News.Failure(Problem.of(ProblemKind.TOO_MANY_TRIALS, null)));
            listener.complete();
        }
    }

    private void run(Replay replay, MultiEmitter<? super News> listener) {
        try {
            double[] told = {0};
            Impact impact = replay.run(log, sensors, done -> {
                if (done >= told[0] + STEP) {
                    told[0] = done;
                    listener.emit(new News.Progress(new WhatIfProgress(done)));
                }
                return !listener.isCancelled();
            });
            listener.emit(new News.Result(impact));
        } catch (KafkaAwayException away) {
            listener.emit(new News.Failure(Problem.of(ProblemKind.KAFKA_AWAY, String.valueOf(away.getMessage()))));
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "policy trial failed, site=%s", replay.site());
            listener.emit(new News.Failure(Problem.of(ProblemKind.INTERNAL, null)));
        } finally {
            places.release();
            listener.complete();
        }
    }
}
