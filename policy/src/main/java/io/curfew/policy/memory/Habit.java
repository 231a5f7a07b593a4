package io.curfew.policy.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is usual for a device, in a few numbers.
 *
 * @param since since when its habits are watched
 * @param last when it was looked at last
 * @param sent what it sends to the internet, but for peers that a rule allows by name, address or device
 * @param received what it receives from there
 * @param life that it says anything
 * @param obedience that it and its controller talk
 * @param cloud that somebody on the internet answers it
 * @param vain what its controller asked in vain since they talked last
 * @param firstVain when that began; 1970 while there is none
 * @param day the day that is counted now, days since 1970
 * @param octetsToday what it sent on that day, to whomever
 * @param octetsByDay what it sent on the days before, at most {@value #MOST_DAYS}, oldest first
 */
public record Habit(
        Instant since,
        Instant last,
        Volume sent,
        Volume received,
        Pulse life,
        Pulse obedience,
        Pulse cloud,
        long vain,
        Instant firstVain,
        long day,
        long octetsToday,
        List<Long> octetsByDay) {
    /** The most days that are kept. */
    public static final int MOST_DAYS = 7;

    private static final long SECONDS_OF_A_DAY = 86_400;

    public Habit {
        octetsByDay = List.copyOf(octetsByDay);
    }

    /** Nothing is known of the time before {@code moment}. */
    public static Habit since(Instant moment) {
        return new Habit(
                moment,
                moment,
                Volume.NONE,
                Volume.NONE,
                Pulse.NONE,
                Pulse.NONE,
                Pulse.NONE,
                0,
                Instant.EPOCH,
                Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_A_DAY),
                0,
                List.of());
    }

    public Habit withVolumes(Volume nowSent, Volume nowReceived) {
        return nowSent.equals(sent) && nowReceived.equals(received)
                ? this
                : new Habit(
                        since,
                        last,
                        nowSent,
                        nowReceived,
                        life,
                        obedience,
                        cloud,
                        vain,
                        firstVain,
                        day,
                        octetsToday,
                        octetsByDay);
    }

    public Habit withPulses(Pulse nowLife, Pulse nowObedience, Pulse nowCloud) {
        return nowLife.equals(life) && nowObedience.equals(obedience) && nowCloud.equals(cloud)
                ? this
                : new Habit(
                        since,
                        nowLife.last().isAfter(last) ? nowLife.last() : last,
                        sent,
                        received,
                        nowLife,
                        nowObedience,
                        nowCloud,
                        vain,
                        firstVain,
                        day,
                        octetsToday,
                        octetsByDay);
    }

    /** With {@code asked} questions of its controller in vain since {@code first}. */
    public Habit withVain(long asked, Instant first) {
        return asked == vain
                ? this
                : new Habit(
                        since,
                        last,
                        sent,
                        received,
                        life,
                        obedience,
                        cloud,
                        asked,
                        first,
                        day,
                        octetsToday,
                        octetsByDay);
    }

    /** With octets that it sent to anybody on the day of a moment; a day without any is a day as well. */
    public Habit withOctets(Instant at, long octets) {
        long today = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_DAY);
        if (today <= day) {
            return octets == 0 ? this : withEarlierOctets(day - today, octets);
        }
        List<Long> days = new ArrayList<>(octetsByDay);
        days.add(octetsToday);
        for (long missed = Math.max(day + 1, today - MOST_DAYS); missed < today; missed++) {
            days.add(0L);
        }
        return withDay(today, octets, days.subList(Math.max(0, days.size() - MOST_DAYS), days.size()));
    }

    /** With octets of so many days ago; those of a day that is no longer kept are left out. */
    private Habit withEarlierOctets(long daysAgo, long octets) {
        if (daysAgo == 0) {
            return withDay(day, octetsToday + octets, octetsByDay);
        }
        if (daysAgo > octetsByDay.size()) {
            return this;
        }
        List<Long> days = new ArrayList<>(octetsByDay);
        int index = days.size() - (int) daysAgo;
        days.set(index, days.get(index) + octets);
        return withDay(day, octetsToday, days);
    }

    /** The days so far were told of. */
    public Habit withoutDays() {
        return withDay(day, octetsToday, List.of());
    }

    /** With nothing at times that have yet to come; a day that has is today. */
    public Habit noLaterThan(Instant now) {
        long today = Math.floorDiv(now.getEpochSecond(), SECONDS_OF_A_DAY);
        return new Habit(
                Moments.earlier(since, now),
                Moments.earlier(last, now),
                sent.noLaterThan(now),
                received.noLaterThan(now),
                life.noLaterThan(now),
                obedience.noLaterThan(now),
                cloud.noLaterThan(now),
                vain,
                Moments.earlier(firstVain, now),
                Math.min(day, today),
                octetsToday,
                octetsByDay);
    }

    private Habit withDay(long newDay, long newOctets, List<Long> newDays) {
        return new Habit(
                since, last, sent, received, life, obedience, cloud, vain, firstVain, newDay, newOctets, newDays);
    }
}
