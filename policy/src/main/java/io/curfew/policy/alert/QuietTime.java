package io.curfew.policy.alert;

import io.curfew.policy.Alert;
import io.curfew.policy.threshold.Pattern;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How long a matter must not happen until it is taken for over. What comes in bouts is over soon, what a device does
 * once in a while is not; docs/detections.md says the same.
 */
public final class QuietTime {
    private static final Duration OF_RULES = Duration.ofDays(7);

    private QuietTime() {}

    /** The quiet time of what raised an alert. */
    public static Duration of(Alert.Kind kind, String origin) {
        return switch (kind) {
            case RULE -> OF_RULES;
            case DETECTION -> of(Pattern.of(origin));
        };
    }

    private static Duration of(@Nullable Pattern pattern) {
        return switch (pattern) {
            case null -> OF_RULES;
            case RETRY_STORM, SENSOR_LOSSY, SENSOR_SILENT -> Duration.ofHours(6);
            case BLIND_SPOT, GONE_QUIET -> Duration.ofDays(1);
            case ADDRESS_CLAIMED_TWICE, ROGUE_SERVER, SCAN -> Duration.ofDays(3);
            case BEACON,
                    DNS_BYPASS,
                    INBOUND_FROM_INTERNET,
                    LATERAL_MOVEMENT,
                    MAC_SPOOFED,
                    NTP_BYPASS,
                    UNEXPECTED_UPLOAD,
                    WRONG_ZONE -> Duration.ofDays(7);
            case HARD_CODED_ADDRESS, PAYLOAD_DOWNLOAD, SAME_AT_MANY_SITES -> Duration.ofDays(14);
            case NEW_DEVICE -> Duration.ofDays(30);
        };
    }
}
