package io.curfew.collector.correlate;

import io.curfew.events.ObservationBatch;
import io.curfew.policy.language.Policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** One task that takes a load from its begin to its end with nobody in its way. */
final class UndisturbedRun {
    private static final Duration UNTIL_ALL_IS_TOLD = Duration.ofSeconds(10);
    /** Together with the silence before less than the minute after which time begins to pass at a site. */
    private static final int LOOKS_AFTER_THE_QUIET = 40;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int ROWS_AT_HAND = 65_536;

    private UndisturbedRun() {}

    /** @param policyOf by which version a batch is judged */
    static Outcome of(ChaosLoad load, ToLongFunction<Outcome.BatchName> policyOf, Path folder) {
        NavigableMap<Long, Policy> policies = new TreeMap<>();
        Outcome outcome = new Outcome();
        try (Bench bench = new Bench(folder, ROWS_AT_HAND)) {
            for (List<ObservationBatch> second : load.seconds()) {
                for (ObservationBatch batch : second) {
                    long version = policyOf.applyAsLong(
                            new Outcome.BatchName(batch.site().value(), batch.sequence()));
                    bench.rule(policies.computeIfAbsent(version, wanted -> policy(load, wanted)));
                    bench.take(batch);
                }
                bench.told(outcome);
            }
            // The last batch need not be of a site that took the last change of the policy.
            bench.rule(policies.lastEntry().getValue());
            bench.letPass(UNTIL_ALL_IS_TOLD);
            // One look tells of as many sites as a moment of this machine's time has room for.
            for (int look = 0; look < LOOKS_AFTER_THE_QUIET; look++) {
                bench.letPass(BETWEEN_LOOKS);
            }
            bench.told(outcome);
        }
        return outcome;
    }

    private static Policy policy(ChaosLoad load, long version) {
        return version == 0
                ? Policy.none()
                : Bench.policy(version, load.policies().get((int) version - 1));
    }
}
