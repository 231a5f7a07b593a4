package io.curfew.collector.access;

import io.curfew.collector.configuration.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each may still ask: a full budget at first, filled again evenly. Holds at most {@code most}: who asked
 * longest ago is forgotten to make room, and is counted.
 */
public final class Budgets {
    private final Rate rate;
    private final int most;
    private final TimeMeter time;
    private final Runnable forgotten;
    private final Map<String, Bucket> byLastUse = new LinkedHashMap<>(16, 0.75f, true);

    /** @param time one that nobody sets back: nothing would be let in until it has caught up */
    public Budgets(Rate rate, int most, TimeMeter time, Runnable forgotten) {
        this.rate = rate;
        this.most = most;
        this.time = time;
        this.forgotten = forgotten;
    }

    /** Takes one time from the budget; zero, or how long until there is one to take. */
    public Duration take(String who) {
        return Duration.ofNanos(bucket(who).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    private synchronized Bucket bucket(String who) {
        Bucket bucket = byLastUse.get(who);
        if (bucket == null) {
            bucket = Bucket.builder()
                    .withCustomTimePrecision(time)
                    .addLimit(limit -> limit.capacity(rate.times()).refillGreedy(rate.times(), rate.span()))
                    .build();
            byLastUse.put(who, bucket);
            makeRoom();
        }
        return bucket;
    }

    private void makeRoom() {
        if (byLastUse.size() > most) {
            Iterator<String> longestAgo = byLastUse.keySet().iterator();
            longestAgo.next();
            longestAgo.remove();
            forgotten.run();
        }
    }
}
