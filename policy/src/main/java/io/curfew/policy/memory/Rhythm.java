package io.curfew.policy.memory;

import java.time.Duration;
import java.time.Instant;

/**
 * How regularly a device turns to a peer. An interval is regular when it lies within a fifth of the mean; a mean that
 * most intervals do not fit is given up, and all begins anew.
 *
 * @param since when it did first, as far as this mean fits
 * @param last when it did last
 * @param contacts how often, contacts at the same moment counted once
 * @param meanMillis the mean interval
 * @param regular how many intervals fit the mean
 * @param irregular how many did not
 * @param told how many contacts there were when a person was told last; 0 while nobody was
 * @param first when it did first at all
 */
public record Rhythm(
        Instant since,
        Instant last,
        long contacts,
        long meanMillis,
        long regular,
        long irregular,
        long told,
        Instant first) {
    private static final long SAME_MOMENT_MILLIS = 1_000;
    private static final int SMOOTHING = 8;
    private static final int PART = 5;

    public Rhythm {
        // A row that an earlier version wrote has none.
        first = first == null ? since : first;
    }

    /** One contact. */
    public static Rhythm since(Instant moment) {
        return new Rhythm(moment, moment, 1, 0, 0, 0, 0, moment);
    }

    public Rhythm with(Instant at) {
        long interval = Duration.between(last, at).toMillis();
        if (interval < Math.max(SAME_MOMENT_MILLIS, meanMillis / PART)) {
            return this;
        }
        if (meanMillis == 0) {
            return new Rhythm(since, at, contacts + 1, interval, 1, 0, told, first);
        }
        boolean fits = Math.abs(interval - meanMillis) <= meanMillis / PART;
        if (!fits && irregular + 1 > regular) {
            return new Rhythm(last, at, 2, interval, 1, 0, 0, first);
        }
        long mean = fits ? meanMillis + (interval - meanMillis) / SMOOTHING : meanMillis;
        return new Rhythm(
                since, at, contacts + 1, mean, regular + (fits ? 1 : 0), irregular + (fits ? 0 : 1), told, first);
    }

    public Rhythm withTold() {
        return new Rhythm(since, last, contacts, meanMillis, regular, irregular, contacts, first);
    }

    /** With nothing at times that have yet to come. */
    public Rhythm noLaterThan(Instant now) {
        return new Rhythm(
                Moments.earlier(since, now),
                Moments.earlier(last, now),
                contacts,
                meanMillis,
                regular,
                irregular,
                told,
                Moments.earlier(first, now));
    }

    /** How many of a hundred intervals fit the mean. */
    public long regularity() {
        long intervals = regular + irregular;
        return intervals == 0 ? 0 : 100 * regular / intervals;
    }
}
