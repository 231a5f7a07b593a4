package io.curfew.policy.threshold;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The detections by their names; {@code docs/detections.md} tells what each means. */
public enum Pattern {
    DNS_BYPASS("dns-bypass"),
    HARD_CODED_ADDRESS("hard-coded-address"),
    NEW_DEVICE("new-device"),
    RETRY_STORM("retry-storm"),
    GONE_QUIET("gone-quiet"),
    UNEXPECTED_UPLOAD("unexpected-upload"),
    PAYLOAD_DOWNLOAD("payload-download"),
    BEACON("beacon"),
    SCAN("scan"),
    SAME_AT_MANY_SITES("same-at-many-sites"),
    LATERAL_MOVEMENT("lateral-movement"),
    MAC_SPOOFED("mac-spoofed"),
    ADDRESS_CLAIMED_TWICE("address-claimed-twice"),
    ROGUE_SERVER("rogue-server"),
    NTP_BYPASS("ntp-bypass"),
    WRONG_ZONE("wrong-zone"),
    INBOUND_FROM_INTERNET("inbound-from-internet"),
    SENSOR_SILENT("sensor-silent"),
    SENSOR_LOSSY("sensor-lossy"),
    BLIND_SPOT("blind-spot");

    /** Told of sensors, which stand in no zone and are no devices. */
    public static final Set<Pattern> OF_SENSORS =
            Collections.unmodifiableSet(EnumSet.of(SENSOR_SILENT, SENSOR_LOSSY, BLIND_SPOT));

    private final String id;

    Pattern(String id) {
        this.id = id;
    }

    /** As policies, alerts and the documentation call it. */
    public String id() {
        return id;
    }

    /** The names of all detections. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Pattern::id).toList();
    }

    /** Null when no detection is called so. */
    public static @Nullable Pattern of(String id) {
        for (Pattern pattern : values()) {
            if (pattern.id.equals(id)) {
                return pattern;
            }
        }
        return null;
    }
}
