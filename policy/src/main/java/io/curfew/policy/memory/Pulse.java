package io.curfew.policy.memory;

import java.time.Duration;
import java.time.Instant;

/**
 * How regularly something shows that it lives. What is usual fades by a tenth a day.
 *
 * @param last when it did last; 1970 while it never did
 * @param beats how often it did, those within {@link #SHORTEST} counted once
 * @param longestToday the longest time between two, in seconds, of the day of {@code last}
 * @param longestUsual the longest of earlier days
 * @param told when a person was told last that it stopped; 1970 while it lives
 */
public record Pulse(Instant last, long beats, long longestToday, long longestUsual, Instant told) {
    /** It never lived. */
    public static final Pulse NONE = new Pulse(Instant.EPOCH, 0, 0, 0, Instant.EPOCH);

    /** What is nearer to each other is one. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private static final long SECONDS_OF_A_DAY = 86_400;

    /** @param watchedSince since when the site is watched without a gap: what was before says nothing of silence */
    public Pulse beat(Instant at, Instant watchedSince) {
        if (at.isBefore(last.plus(SHORTEST))) {
            return this;
        }
        if (beats == 0) {
            return new Pulse(at, 1, 0, 0, Instant.EPOCH);
        }
        Instant from = watchedSince.isAfter(last) ? watchedSince : last;
        long gap = Math.max(0, Duration.between(from, at).toSeconds());
        long days = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_DAY)
                - Math.floorDiv(last.getEpochSecond(), SECONDS_OF_A_DAY);
        return days == 0
                ? new Pulse(at, beats + 1, Math.max(longestToday, gap), longestUsual, Instant.EPOCH)
                : new Pulse(
                        at, beats + 1, gap, Math.max(longestToday, longestUsual - longestUsual / 10), Instant.EPOCH);
    }

    /** How long it has been silent while it was watched. */
    public Duration silence(Instant now, Instant watchedSince) {
        Instant from = watchedSince.isAfter(last) ? watchedSince : last;
        return now.isAfter(from) ? Duration.between(from, now) : Duration.ZERO;
    }

    /** The longest time between two. */
    public Duration longest() {
        return Duration.ofSeconds(Math.max(longestToday, longestUsual));
    }

    /** True when a person was told that it stopped, and it has not lived since. */
    public boolean isToldSilent() {
        return told.isAfter(Instant.EPOCH);
    }

    public Pulse withTold(Instant moment) {
        return new Pulse(last, beats, longestToday, longestUsual, moment);
    }

    /** What depends on this came back only now: its own silence counts from here. */
    public Pulse resumed(Instant moment) {
        return isToldSilent() ? new Pulse(moment, beats, longestToday, longestUsual, Instant.EPOCH) : this;
    }

    /** What was heard at a time that has yet to come was heard at {@code now}. */
    Pulse noLaterThan(Instant now) {
        return last.isAfter(now) ? new Pulse(now, beats, longestToday, longestUsual, told) : this;
    }
}
