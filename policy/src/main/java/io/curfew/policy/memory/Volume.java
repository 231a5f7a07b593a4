package io.curfew.policy.memory;

import java.time.Instant;

/**
 * How much a device moves in an hour, and how much is usual. What is usual fades by a fifth a day, so that a habit that
 * is given up is forgotten within weeks.
 *
 * @param hour the hour that is counted now, hours since 1970
 * @param octets how much in it so far
 * @param mostToday the most in an earlier hour of the day
 * @param mostUsual the most in an hour of earlier days
 */
public record Volume(long hour, long octets, long mostToday, long mostUsual) {
    /** Nothing was moved yet. */
    public static final Volume NONE = new Volume(0, 0, 0, 0);

    private static final long SECONDS_OF_AN_HOUR = 3_600;
    private static final long HOURS_OF_A_DAY = 24;
    private static final long MOST_DAYS_TO_FADE = 64;

    public Volume with(Instant at, long more) {
        Volume now = at(at);
        return more == 0 && now.hour == hour
                ? this
                : new Volume(now.hour, now.octets + more, now.mostToday, now.mostUsual);
    }

    /** The same at a later time; at an earlier one, what it was. */
    public Volume at(Instant moment) {
        long thatHour = Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_AN_HOUR);
        if (thatHour <= hour) {
            return this;
        }
        long today = Math.max(mostToday, octets);
        long days = Math.floorDiv(thatHour, HOURS_OF_A_DAY) - Math.floorDiv(hour, HOURS_OF_A_DAY);
        if (days == 0) {
            return new Volume(thatHour, 0, today, mostUsual);
        }
        long usual = Math.max(today, mostUsual - mostUsual / 5);
        for (long day = 1; day < Math.min(days, MOST_DAYS_TO_FADE); day++) {
            usual -= usual / 5;
        }
        return new Volume(thatHour, 0, 0, usual);
    }

    /** The most in an hour, this one apart. */
    public long usual() {
        return Math.max(mostToday, mostUsual);
    }
}
