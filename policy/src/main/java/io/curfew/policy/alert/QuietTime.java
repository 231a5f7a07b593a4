package io.curfew.policy.alert;

import io.curfew.policy.Alert;

import java.time.Duration;
import java.util.Map;

/**
 * How long a matter must not happen until it is taken for over. What comes in bouts is over soon, what a device does
 * once in a while is not; docs/detections.md says the same.
 */
public final class QuietTime {
    private static final Duration OF_RULES = Duration.ofDays(7);

    private static final Map<String, Duration> OF_DETECTIONS = Map.ofEntries(
            Map.entry("address-claimed-twice", Duration.ofDays(3)),
            Map.entry("beacon", Duration.ofDays(7)),
            Map.entry("blind-spot", Duration.ofDays(1)),
            Map.entry("dns-bypass", Duration.ofDays(7)),
            Map.entry("gone-quiet", Duration.ofDays(1)),
            Map.entry("hard-coded-address", Duration.ofDays(14)),
            Map.entry("inbound-from-internet", Duration.ofDays(7)),
            Map.entry("lateral-movement", Duration.ofDays(7)),
            Map.entry("mac-spoofed", Duration.ofDays(7)),
            Map.entry("new-device", Duration.ofDays(30)),
            Map.entry("ntp-bypass", Duration.ofDays(7)),
            Map.entry("payload-download", Duration.ofDays(14)),
            Map.entry("retry-storm", Duration.ofHours(6)),
            Map.entry("rogue-server", Duration.ofDays(3)),
            Map.entry("same-at-many-sites", Duration.ofDays(14)),
            Map.entry("scan", Duration.ofDays(3)),
            Map.entry("sensor-lossy", Duration.ofHours(6)),
            Map.entry("sensor-silent", Duration.ofHours(6)),
            Map.entry("unexpected-upload", Duration.ofDays(7)),
            Map.entry("wrong-zone", Duration.ofDays(7)));

    private QuietTime() {}

    /** The quiet time of what raised an alert. */
    public static Duration of(Alert.Kind kind, String origin) {
        return switch (kind) {
            case RULE -> OF_RULES;
            case DETECTION -> OF_DETECTIONS.getOrDefault(origin, OF_RULES);
        };
    }
}
