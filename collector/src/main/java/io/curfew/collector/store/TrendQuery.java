package io.curfew.collector.store;

/**
 * What is to be summed up by the hour and by other end.
 *
 * @param scope of what
 * @param mostPeers how many peers are named, the busiest first; at least 1
 */
public record TrendQuery(HoursScope scope, int mostPeers) {
    /** The most that {@code mostPeers} may be. */
    public static final int MOST_PEERS = 500;

    public TrendQuery {
        if (mostPeers < 1 || mostPeers > MOST_PEERS) {
            throw new IllegalArgumentException("1 to " + MOST_PEERS + " peers can be asked for, were " + mostPeers);
        }
    }
}
