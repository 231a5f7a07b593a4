package io.curfew.policy.memory;

import io.curfew.policy.DeviceId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which devices bear a mark, latest first: at most {@value #MOST}.
 *
 * @param devices who
 * @param last when the latest was found to
 */
public record MarkBearers(List<DeviceId> devices, Instant last) {
    /** The most devices. */
    public static final int MOST = 8;

    public MarkBearers {
        devices = List.copyOf(devices);
    }

    public MarkBearers with(DeviceId device, Instant at) {
        List<DeviceId> more = new ArrayList<>(MOST);
        more.add(device);
        for (DeviceId other : devices) {
            if (more.size() < MOST && !other.equals(device)) {
                more.add(other);
            }
        }
        return new MarkBearers(more, at);
    }
}
