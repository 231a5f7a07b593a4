package io.curfew.collector.notify;

import io.curfew.events.SiteId;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One message: all that became new since the last one.
 *
 * @param channel whose message it is
 * @param at when it was put together
 * @param isTest true when a person only tries the channel; then there are no changes
 * @param changes what is told in full, the most severe first
 * @param more how many changes there are beside those
 * @param dropped how many were never told, because too many waited
 * @param open for each site of the changes how many alerts that were told are open
 */
public record Notice(
        String channel,
        Instant at,
        boolean isTest,
        List<Change> changes,
        int more,
        long dropped,
        Map<SiteId, Integer> open) {
    public Notice {
        changes = List.copyOf(changes);
        open = Map.copyOf(open);
    }

    /** A message by which a person sees that a channel works. */
    public static Notice test(String channel, Instant at) {
        return new Notice(channel, at, true, List.of(), 0, 0, Map.of());
    }
}
