package io.curfew.policy.memory;

import java.time.Instant;
import java.util.List;

/**
 * A flow that was counted and has not ended.
 *
 * @param last when it was last heard of
 * @param alerts ids of the alerts that counted it
 */
public record OpenFlow(Instant last, List<String> alerts) {
    public OpenFlow {
        alerts = List.copyOf(alerts);
    }
}
