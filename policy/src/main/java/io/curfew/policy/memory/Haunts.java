package io.curfew.policy.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The zones in which a device shows up, at most {@value #MOST_ZONES}: the one where it was seen longest ago makes room.
 *
 * @param since when it was first seen in any
 * @param last when it was seen last, to the hour
 * @param zones those that it was seen in, the usual one first
 */
public record Haunts(Instant since, Instant last, List<String> zones) {
    private static final int MOST_ZONES = 8;

    public Haunts {
        zones = List.copyOf(zones);
    }

    /** With one more zone. */
    public Haunts with(String zone, Instant moment) {
        List<String> more = new ArrayList<>(zones);
        if (!more.contains(zone)) {
            more.add(zone);
        }
        if (more.size() > MOST_ZONES) {
            more.remove(1);
        }
        return new Haunts(since, moment.isAfter(last) ? moment : last, more);
    }

    /** With nothing at times that have yet to come. */
    public Haunts noLaterThan(Instant now) {
        return new Haunts(Moments.earlier(since, now), Moments.earlier(last, now), zones);
    }
}
