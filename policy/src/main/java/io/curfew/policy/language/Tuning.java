package io.curfew.policy.language;

import io.curfew.policy.Severity;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What shall hold for a detection instead of its defaults. Of several that speak of a device, the last one that says
 * something counts.
 *
 * @param pattern the detection
 * @param subject of which devices it speaks
 * @param off true to be told nothing
 * @param severity how much it matters; absent where the detection decides
 * @param thresholds the numbers it goes by instead of the defaults
 */
public record Tuning(
        Pattern pattern,
        Rule.Subject subject,
        boolean off,
        @Nullable Severity severity,
        Map<Threshold, Long> thresholds) {
    public Tuning {
        thresholds = Map.copyOf(thresholds);
    }
}
