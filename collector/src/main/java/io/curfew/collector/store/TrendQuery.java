package io.curfew.collector.store;

import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What is to be summed up. An absent value wants all.
 *
 * @param sites of these sites only
 * @param device of this device, whichever side it was on
 * @param peer with this other end: a name, an address or a device's id
 * @param act flows or questions, which are never added up
 * @param result of what the policy said this only
 * @param from hours that begin at this time or later
 * @param to hours that begin before this time
 * @param mostPeers how many peers are named, the busiest first; at least 1
 */
public record TrendQuery(
        VisibleSites sites,
        @Nullable DeviceId device,
        @Nullable String peer,
        HourKey.Act act,
        HourKey.@Nullable Result result,
        @Nullable Instant from,
        @Nullable Instant to,
        int mostPeers) {
    /** The most that {@code mostPeers} may be. */
    public static final int MOST_PEERS = 500;

    public TrendQuery {
        if (mostPeers < 1 || mostPeers > MOST_PEERS) {
            throw new IllegalArgumentException("1 to " + MOST_PEERS + " peers can be asked for, were " + mostPeers);
        }
    }
}
