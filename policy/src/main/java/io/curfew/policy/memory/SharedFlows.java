package io.curfew.policy.memory;

import java.time.Instant;
import java.util.List;

/**
 * The latest flows between two ends, the first one told first: with a port that is used again soon there are several.
 */
public record SharedFlows(List<SharedFlow> flows) {
    /** None yet. */
    public static final SharedFlows NONE = new SharedFlows(List.of());

    public SharedFlows {
        flows = List.copyOf(flows);
    }

    Instant lastUsed() {
        return flows.stream().map(SharedFlow::lastUsed).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
