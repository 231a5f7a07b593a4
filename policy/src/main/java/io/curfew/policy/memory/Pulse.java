package io.curfew.policy.memory;

import io.curfew.events.SensorId;
import org.jspecify.annotations.Nullable;

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
 * @param by which sensor saw it last; absent while none did
 */
public record Pulse(
        Instant last,
        long beats,
        long longestToday,
        long longestUsual,
        Instant told,
        @Nullable SensorId by) {
    /** It never lived. */
    public static final Pulse NONE = new Pulse(Instant.EPOCH, 0, 0, 0, Instant.EPOCH, null);

    /** What is nearer to each other is one. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private static final long SECONDS_OF_A_DAY = 86_400;

    /**
     * It lives, as {@code sensor} saw.
     *
     * @param watchedSince since when that would have been seen: what was not watched says nothing of silence
     */
    public Pulse beat(Instant at, SensorId sensor, Instant watchedSince) {
        if (isOneWith(at)) {
            return this;
        }
        if (beats == 0) {
            return new Pulse(at, 1, 0, 0, Instant.EPOCH, sensor);
        }
        Instant from = watchedSince.isAfter(last) ? watchedSince : last;
        long gap = Math.max(0, Duration.between(from, at).toSeconds());
        long days = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_DAY)
                - Math.floorDiv(last.getEpochSecond(), SECONDS_OF_A_DAY);
        return days == 0
                ? new Pulse(at, beats + 1, Math.max(longestToday, gap), longestUsual, Instant.EPOCH, sensor)
                : new Pulse(
                        at,
                        beats + 1,
                        gap,
                        Math.max(longestToday, longestUsual - longestUsual / 10),
                        Instant.EPOCH,
                        sensor);
    }

    /** True when a beat at {@code at} counts as one with the last. */
    public boolean isOneWith(Instant at) {
        return at.isBefore(last.plus(SHORTEST));
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
        return new Pulse(last, beats, longestToday, longestUsual, moment, by);
    }

    /** What depends on this came back only now: its own silence counts from here. */
    public Pulse resumed(Instant moment) {
        return isToldSilent() ? new Pulse(moment, beats, longestToday, longestUsual, Instant.EPOCH, by) : this;
    }

    /** What was heard, or told, at a time that has yet to come was at {@code now}. */
    Pulse noLaterThan(Instant now) {
        return last.isAfter(now) || told.isAfter(now)
                ? new Pulse(
                        Moments.earlier(last, now), beats, longestToday, longestUsual, Moments.earlier(told, now), by)
                : this;
    }
}
