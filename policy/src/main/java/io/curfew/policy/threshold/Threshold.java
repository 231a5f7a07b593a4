package io.curfew.policy.threshold;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** The numbers that decide when detections speak, each with what holds where a policy says nothing. */
public enum Threshold {
    /** With this many alerts of one device, further addresses are told in one more. */
    HARD_CODED_ADDRESS_ALERTS(Pattern.HARD_CODED_ADDRESS, "alerts", Unit.COUNT, 32),
    /** This many failed tries within {@link #RETRY_STORM_WINDOW} are a storm. */
    RETRY_STORM_TRIES(Pattern.RETRY_STORM, "tries", Unit.COUNT, 30),
    RETRY_STORM_WINDOW(Pattern.RETRY_STORM, "window", Unit.DURATION, 300);

    private final Pattern pattern;
    private final String key;
    private final Unit unit;
    private final long fallback;

    Threshold(Pattern pattern, String key, Unit unit, long fallback) {
        this.pattern = pattern;
        this.key = key;
        this.unit = unit;
        this.fallback = fallback;
    }

    public Pattern pattern() {
        return pattern;
    }

    /** As policies write it, beside the detection's id. */
    public String key() {
        return key;
    }

    public Unit unit() {
        return unit;
    }

    /** What holds where a policy says nothing, in the unit. */
    public long fallback() {
        return fallback;
    }

    /** What a detection goes by. */
    public static List<Threshold> of(Pattern pattern) {
        return Arrays.stream(values())
                .filter(threshold -> threshold.pattern == pattern)
                .toList();
    }

    /** Null when the detection goes by nothing that is called so. */
    public static @Nullable Threshold of(Pattern pattern, String key) {
        for (Threshold threshold : of(pattern)) {
            if (threshold.key.equals(key)) {
                return threshold;
            }
        }
        return null;
    }
}
