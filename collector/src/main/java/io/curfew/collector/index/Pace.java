package io.curfew.collector.index;

import java.time.Duration;

/** How fast an indexer goes. */
@FunctionalInterface
interface Pace {
    /** As fast as the store answers. */
    Pace FULL = _ -> Duration.ZERO;

    /** How long to rest after a bulk that took so long. */
    Duration restAfter(Duration bulk);
}
