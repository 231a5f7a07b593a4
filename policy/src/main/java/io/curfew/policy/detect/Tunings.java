package io.curfew.policy.detect;

import io.curfew.events.SiteId;
import io.curfew.policy.Severity;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Tuning;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a policy says of detections at one site. Of several that say something of a device, the last one counts. */
public final class Tunings {
    private final Map<Pattern, List<Tuning>> lastFirst = new EnumMap<>(Pattern.class);

    public Tunings(Policy policy, SiteId site) {
        for (Tuning tuning : policy.tunings()) {
            if (tuning.subject().includes(site)) {
                lastFirst
                        .computeIfAbsent(tuning.pattern(), first -> new ArrayList<>())
                        .addFirst(tuning);
            }
        }
    }

    /** The number that holds for a device, in the threshold's unit. */
    public long of(Threshold threshold, @Nullable ListedDevice listed, @Nullable String zone) {
        List<Tuning> tunings = lastFirst.get(threshold.pattern());
        if (tunings != null) {
            for (Tuning tuning : tunings) {
                Long number = tuning.thresholds().get(threshold);
                if (number != null && tuning.subject().includes(listed, zone)) {
                    return number;
                }
            }
        }
        return threshold.fallback();
    }

    /** True when nobody wants to be told of it. */
    public boolean isOff(Pattern pattern, @Nullable ListedDevice listed, @Nullable String zone) {
        for (Tuning tuning : lastFirst.getOrDefault(pattern, List.of())) {
            if (tuning.off() && tuning.subject().includes(listed, zone)) {
                return true;
            }
        }
        return false;
    }

    /** How much it matters; {@code fallback} where the policy says nothing. */
    public Severity severity(Pattern pattern, @Nullable ListedDevice listed, @Nullable String zone, Severity fallback) {
        for (Tuning tuning : lastFirst.getOrDefault(pattern, List.of())) {
            if (tuning.severity() != null && tuning.subject().includes(listed, zone)) {
                return tuning.severity();
            }
        }
        return fallback;
    }
}
