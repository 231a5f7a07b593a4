package io.curfew.policy.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How the matter of an alert went in the hours before the latest in which it happened, oldest first. Keeps at most
 * {@value #MOST_HOURS} hours: the oldest make room.
 */
public record PastHours(List<Hour> hours) {
    /** The most hours that are kept. */
    public static final int MOST_HOURS = 47;
    /** It did not happen before. */
    public static final PastHours NONE = new PastHours(List.of());

    /** @param hour hours since 1970 */
    public record Hour(long hour, Outcomes outcomes) {}

    public PastHours {
        hours = List.copyOf(hours);
    }

    /** What happened in an hour, which may be none of these. */
    public Outcomes in(long wanted) {
        for (Hour hour : hours) {
            if (hour.hour() == wanted) {
                return hour.outcomes();
            }
        }
        return Outcomes.NONE;
    }

    /** What happened from an hour on. */
    public Outcomes from(long earliest) {
        Outcomes all = Outcomes.NONE;
        for (Hour hour : hours) {
            all = hour.hour() < earliest ? all : all.plus(hour.outcomes());
        }
        return all;
    }

    /** Without what happened from an hour on. */
    public PastHours before(long end) {
        return new PastHours(hours.stream().filter(hour -> hour.hour() < end).toList());
    }

    /** With another count of an hour. */
    public PastHours with(long wanted, UnaryOperator<Outcomes> change) {
        List<Hour> more = new ArrayList<>(hours);
        int place = more.size();
        while (place > 0 && more.get(place - 1).hour() > wanted) {
            place--;
        }
        Hour changed = new Hour(wanted, change.apply(in(wanted)));
        if (place > 0 && more.get(place - 1).hour() == wanted) {
            more.set(place - 1, changed);
        } else {
            more.add(place, changed);
        }
        return new PastHours(more.subList(Math.max(0, more.size() - MOST_HOURS), more.size()));
    }
}
