package io.curfew.collector.store;

import io.curfew.policy.Attempts;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How often something was done, and with whom.
 *
 * @param hours each hour in which it was done, the earliest first
 * @param peers whom with, the busiest first, by name where equally busy
 */
public record TrafficTrend(List<TrendHour> hours, List<TrendPeer> peers) {
    public TrafficTrend {
        hours = List.copyOf(hours);
        peers = List.copyOf(peers);
    }

    /**
     * Sums.
     *
     * @param count flows that were first told of then, or questions
     * @param attempts how those went that ended then
     * @param initiatorBytes IP bytes that the initiators sent
     * @param responderBytes IP bytes that the responders sent
     */
    public record TrendSums(long count, Attempts attempts, long initiatorBytes, long responderBytes) {
        /** Both together. */
        public TrendSums plus(TrendSums other) {
            return new TrendSums(
                    count + other.count,
                    attempts.plus(other.attempts),
                    initiatorBytes + other.initiatorBytes,
                    responderBytes + other.responderBytes);
        }
    }

    /**
     * What the policy said, by how often.
     *
     * @param allowed that it may be
     * @param violation that it may not
     * @param unjudged nothing
     */
    public record Verdicts(long allowed, long violation, long unjudged) {
        /** Both together. */
        public Verdicts plus(Verdicts other) {
            return new Verdicts(allowed + other.allowed, violation + other.violation, unjudged + other.unjudged);
        }
    }

    /**
     * An hour.
     *
     * @param start when it begins
     * @param sums what was done in it
     * @param verdicts what the policy said of it
     */
    public record TrendHour(Instant start, TrendSums sums, Verdicts verdicts) {}

    /**
     * Another end.
     *
     * @param peer its name, else its address, or a device's id; absent for what was too much to be kept apart
     * @param sums what was done with it
     * @param first when first
     * @param last when last
     */
    public record TrendPeer(@Nullable String peer, TrendSums sums, Instant first, Instant last) {}
}
