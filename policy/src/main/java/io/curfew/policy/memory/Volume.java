package io.curfew.policy.memory;

import java.time.Instant;

/**
 * How much a device moves in an hour, and how much is usual. What is usual fades by a fifth a day, so that a habit that
 * is given up is forgotten within weeks. What is told late counts in the hour in which it was moved; of such hours, the
 * one told of last is counted on.
 *
 * @param hour the hour that is counted now, hours since 1970
 * @param octets how much in it so far
 * @param mostToday the most in an earlier hour of the day
 * @param mostUsual the most in an hour of earlier days
 * @param lateHour the earlier hour that was told of last, hours since 1970
 * @param lateOctets how much was told late of it
 */
public record Volume(long hour, long octets, long mostToday, long mostUsual, long lateHour, long lateOctets) {
    /** Nothing was moved yet. */
    public static final Volume NONE = new Volume(0, 0, 0, 0, 0, 0);

    private static final long SECONDS_OF_AN_HOUR = 3_600;
    private static final long HOURS_OF_A_DAY = 24;
    private static final long MOST_DAYS_TO_FADE = 64;

    public Volume with(Instant at, long more) {
        long thatHour = hourOf(at);
        if (more == 0 && thatHour <= hour) {
            return this;
        }
        if (thatHour < hour) {
            return withLate(thatHour, more);
        }
        Volume now = at(thatHour);
        return new Volume(thatHour, now.octets + more, now.mostToday, now.mostUsual, now.lateHour, now.lateOctets);
    }

    private Volume withLate(long thatHour, long more) {
        if (thatHour == lateHour) {
            return new Volume(hour, octets, mostToday, mostUsual, lateHour, lateOctets + more);
        }
        Volume others = withoutLate();
        return new Volume(hour, octets, others.mostToday, others.mostUsual, thatHour, more);
    }

    /** The same at a later hour. */
    private Volume at(long thatHour) {
        if (thatHour <= hour) {
            return this;
        }
        Volume known = withoutLate();
        long today = Math.max(known.mostToday, octets);
        long days = dayOf(thatHour) - dayOf(hour);
        if (days == 0) {
            return new Volume(thatHour, 0, today, known.mostUsual, 0, 0);
        }
        long usual = Math.max(today, known.mostUsual - known.mostUsual / 5);
        for (long day = 1; day < Math.min(days, MOST_DAYS_TO_FADE); day++) {
            usual -= usual / 5;
        }
        return new Volume(thatHour, 0, 0, usual, 0, 0);
    }

    /** The hour that was told late is one of the others. */
    private Volume withoutLate() {
        if (lateOctets == 0) {
            return this;
        }
        return dayOf(lateHour) == dayOf(hour)
                ? new Volume(hour, octets, Math.max(mostToday, lateOctets), mostUsual, 0, 0)
                : new Volume(hour, octets, mostToday, Math.max(mostUsual, lateOctets), 0, 0);
    }

    /** How much in the hour of a moment so far; of an earlier hour, how much was told late of it lately. */
    public long octets(Instant moment) {
        long thatHour = hourOf(moment);
        if (thatHour == hour) {
            return octets;
        }
        return thatHour == lateHour ? lateOctets : 0;
    }

    /** The most in an hour, that of a moment apart. */
    public long usual(Instant moment) {
        long thatHour = hourOf(moment);
        if (thatHour == lateHour) {
            return Math.max(octets, Math.max(mostToday, mostUsual));
        }
        Volume then = at(thatHour).withoutLate();
        long most = Math.max(then.mostToday, then.mostUsual);
        return thatHour < hour ? Math.max(octets, most) : most;
    }

    /** An hour that has yet to come is this one. */
    Volume noLaterThan(Instant now) {
        long thisHour = hourOf(now);
        return hour <= thisHour
                ? this
                : new Volume(thisHour, octets, mostToday, mostUsual, Math.min(lateHour, thisHour - 1), lateOctets);
    }

    private static long hourOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_AN_HOUR);
    }

    private static long dayOf(long thatHour) {
        return Math.floorDiv(thatHour, HOURS_OF_A_DAY);
    }
}
