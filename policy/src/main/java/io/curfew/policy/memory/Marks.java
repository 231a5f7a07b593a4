package io.curfew.policy.memory;

import io.curfew.policy.DeviceMarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a device is told by, and where it was.
 *
 * @param marks the marks
 * @param zones the zones that it was in, most recent first, at most {@value #MOST_ZONES}
 * @param last when one of them was new last
 */
public record Marks(DeviceMarks marks, List<String> zones, Instant last) {
    /** The most zones. */
    public static final int MOST_ZONES = 8;

    public Marks {
        zones = List.copyOf(zones);
    }

    /** Of a device of which nothing is known. */
    public static Marks none(Instant at) {
        return new Marks(DeviceMarks.NONE, List.of(), at);
    }

    public Marks with(DeviceMarks others, Instant at) {
        return new Marks(others, zones, at);
    }

    public Marks inZone(String zone, Instant at) {
        List<String> more = new ArrayList<>(MOST_ZONES);
        more.add(zone);
        for (String other : zones) {
            if (more.size() < MOST_ZONES && !other.equals(zone)) {
                more.add(other);
            }
        }
        return new Marks(marks, more, at);
    }
}
