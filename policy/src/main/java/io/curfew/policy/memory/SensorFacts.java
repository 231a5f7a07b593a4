package io.curfew.policy.memory;

import java.time.Instant;
import java.util.List;

/**
 * How a sensor is.
 *
 * @param heard the site's time when it reported last, or when it was revoked
 * @param said the sensor's own time of that report
 * @param counters what it counted since its start
 * @param windowSince since when losses are compared
 * @param window what it had counted then
 * @param isLate true when it reported what it had kept for more than a minute
 * @param broadcastsSince since when it sees broadcasts only; 1970 while it sees more
 * @param importsSince 1970: nothing asks for it, and rows that were stored keep its place
 * @param silenceTold when a person was told last that it is silent; 1970 while it reports
 * @param troubleTold when a person was told last that it cannot see all; 1970 while it can
 * @param trouble what they were told; empty while it sees
 * @param isRevoked true when nothing more is taken of it, so that nobody waits for it
 * @param blindImports its imports that see nothing now
 * @param blindUntil the latest time of which it said that it does not see devices; 1970 while it never did
 */
public record SensorFacts(
        Instant heard,
        Instant said,
        Counters counters,
        Instant windowSince,
        Counters window,
        boolean isLate,
        Instant broadcastsSince,
        Instant importsSince,
        Instant silenceTold,
        Instant troubleTold,
        String trouble,
        boolean isRevoked,
        List<BlindImport> blindImports,
        Instant blindUntil) {

    public SensorFacts {
        // A row that an earlier version wrote has neither.
        blindImports = blindImports == null ? List.of() : List.copyOf(blindImports);
        blindUntil = blindUntil == null ? Instant.EPOCH : blindUntil;
    }

    /**
     * An import that sees nothing.
     *
     * @param name its kind and its name
     * @param since when the sensor said so first
     */
    public record BlindImport(String name, Instant since) {
        private BlindImport noLaterThan(Instant now) {
            return new BlindImport(name, earlier(since, now));
        }
    }

    /**
     * What one run of a sensor counted.
     *
     * @param startedAt when the run began
     * @param captured packets
     * @param dropped packets that it did not get to see
     * @param givenUp observations
     * @param goneSeconds how long its interface was down
     * @param clockSteps how often its clock was set
     * @param lostItems what its imports know that they missed
     */
    public record Counters(
            Instant startedAt,
            long captured,
            long dropped,
            long givenUp,
            long goneSeconds,
            long clockSteps,
            long lostItems) {

        /** What a run had counted when it began. */
        public static Counters atStart(Instant startedAt) {
            return new Counters(startedAt, 0, 0, 0, 0, 0, 0);
        }

        /** What was counted since; all of it where another run began. */
        public Counters since(Counters earlier) {
            return startedAt.equals(earlier.startedAt)
                    ? new Counters(
                            startedAt,
                            Math.max(0, captured - earlier.captured),
                            Math.max(0, dropped - earlier.dropped),
                            Math.max(0, givenUp - earlier.givenUp),
                            Math.max(0, goneSeconds - earlier.goneSeconds),
                            Math.max(0, clockSteps - earlier.clockSteps),
                            Math.max(0, lostItems - earlier.lostItems))
                    : this;
        }
    }

    /** True when the sensor said in its latest report that it does not see devices. */
    public boolean isBlind() {
        return blindUntil.equals(said);
    }

    /** What was heard, or told, at a time that has yet to come was at {@code now}. */
    public SensorFacts noLaterThan(Instant now) {
        return new SensorFacts(
                earlier(heard, now),
                earlier(said, now),
                counters,
                earlier(windowSince, now),
                window,
                isLate,
                earlier(broadcastsSince, now),
                earlier(importsSince, now),
                earlier(silenceTold, now),
                earlier(troubleTold, now),
                trouble,
                isRevoked,
                blindImports.stream().map(blind -> blind.noLaterThan(now)).toList(),
                earlier(blindUntil, now));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Nothing more is taken of it from {@code moment} on. */
    public SensorFacts revoked(Instant moment) {
        return new SensorFacts(
                moment,
                said,
                counters,
                windowSince,
                window,
                false,
                broadcastsSince,
                importsSince,
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                true,
                List.of(),
                blindUntil);
    }

    public SensorFacts withSilenceTold(Instant moment) {
        return new SensorFacts(
                heard,
                said,
                counters,
                windowSince,
                window,
                isLate,
                broadcastsSince,
                importsSince,
                moment,
                troubleTold,
                trouble,
                isRevoked,
                blindImports,
                blindUntil);
    }

    public SensorFacts withTrouble(String told, Instant moment) {
        return new SensorFacts(
                heard,
                said,
                counters,
                windowSince,
                window,
                isLate,
                broadcastsSince,
                importsSince,
                silenceTold,
                moment,
                told,
                isRevoked,
                blindImports,
                blindUntil);
    }

    /** It says at {@code moment} that it does not see devices. */
    public SensorFacts withBlindUntil(Instant moment) {
        return new SensorFacts(
                heard,
                said,
                counters,
                windowSince,
                window,
                isLate,
                broadcastsSince,
                importsSince,
                silenceTold,
                troubleTold,
                trouble,
                isRevoked,
                blindImports,
                moment);
    }

    public SensorFacts withWindow(Instant moment) {
        return new SensorFacts(
                heard,
                said,
                counters,
                moment,
                counters,
                isLate,
                broadcastsSince,
                importsSince,
                silenceTold,
                troubleTold,
                trouble,
                isRevoked,
                blindImports,
                blindUntil);
    }
}
