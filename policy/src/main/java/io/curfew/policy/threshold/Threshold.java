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
    RETRY_STORM_WINDOW(Pattern.RETRY_STORM, "window", Unit.DURATION, 300),
    /** A controller that asks this often in vain, */
    GONE_QUIET_TRIES(Pattern.GONE_QUIET, "tries", Unit.COUNT, 3),
    /** this long after the last answer, makes a device quiet. */
    GONE_QUIET_SILENCE(Pattern.GONE_QUIET, "silence", Unit.DURATION, 600),
    /** So does a silence of this length, */
    GONE_QUIET_ABSENCE(Pattern.GONE_QUIET, "absence", Unit.DURATION, 21_600),
    /** if it is this many times the longest before. */
    GONE_QUIET_FACTOR(Pattern.GONE_QUIET, "factor", Unit.COUNT, 4),
    /** A device that sends less every day is told at this share of what it sent. */
    GONE_QUIET_DECAY(Pattern.GONE_QUIET, "decay", Unit.SHARE, 50),
    /** How long before what was blocked or changed is told. */
    GONE_QUIET_BEFORE(Pattern.GONE_QUIET, "before", Unit.DURATION, 21_600),
    /** How long a device is watched before its silence means something. */
    GONE_QUIET_LEARNING(Pattern.GONE_QUIET, "learning", Unit.DURATION, 86_400),
    /** This much within an hour is an upload, */
    UNEXPECTED_UPLOAD_OCTETS(Pattern.UNEXPECTED_UPLOAD, "bytes", Unit.OCTETS, 20_000_000),
    /** if it is this many times the most in any other hour. */
    UNEXPECTED_UPLOAD_FACTOR(Pattern.UNEXPECTED_UPLOAD, "factor", Unit.COUNT, 10),
    /** How long a device is watched before an upload is unexpected. */
    UNEXPECTED_UPLOAD_LEARNING(Pattern.UNEXPECTED_UPLOAD, "learning", Unit.DURATION, 86_400),
    /** This much in the clear may be a program, where its place is new or its address was not looked up. */
    PAYLOAD_DOWNLOAD_PROGRAM(Pattern.PAYLOAD_DOWNLOAD, "program", Unit.OCTETS, 100_000),
    /** This much in the clear may be a firmware; encrypted it may be one where its place is new, */
    PAYLOAD_DOWNLOAD_LARGE(Pattern.PAYLOAD_DOWNLOAD, "large", Unit.OCTETS, 1_000_000),
    /** if it is this many times the most in any other hour. */
    PAYLOAD_DOWNLOAD_FACTOR(Pattern.PAYLOAD_DOWNLOAD, "factor", Unit.COUNT, 10),
    /** This many contacts, */
    BEACON_CONTACTS(Pattern.BEACON, "contacts", Unit.COUNT, 24),
    /** over this time, */
    BEACON_SPAN(Pattern.BEACON, "span", Unit.DURATION, 7_200),
    /** of which this share of intervals is regular, are a beacon. */
    BEACON_REGULAR(Pattern.BEACON, "regular", Unit.SHARE, 80),
    /** How long it takes until a place is known for long. */
    BEACON_LEARNING(Pattern.BEACON, "learning", Unit.DURATION, 86_400),
    /** So many different hosts without success are a scan. */
    SCAN_HOSTS(Pattern.SCAN, "hosts", Unit.COUNT, 10),
    /** So many different TCP ports of one host without success are a scan. */
    SCAN_PORTS(Pattern.SCAN, "ports", Unit.COUNT, 12),
    /** So many different UDP ports of one host without success are a scan. */
    SCAN_UDP_PORTS(Pattern.SCAN, "udpPorts", Unit.COUNT, 5),
    /** How far back tries are counted. */
    SCAN_WINDOW(Pattern.SCAN, "window", Unit.DURATION, 300),
    /** So long a site must have been watched before a destination can be new to it. */
    SAME_AT_MANY_SITES_LEARNING(Pattern.SAME_AT_MANY_SITES, "learning", Unit.DURATION, 86_400),
    /** So many different neighbours within the window are told even while habits are learned. */
    LATERAL_MOVEMENT_NEIGHBOURS(Pattern.LATERAL_MOVEMENT, "neighbours", Unit.COUNT, 3),
    /** How far back neighbours are counted. */
    LATERAL_MOVEMENT_WINDOW(Pattern.LATERAL_MOVEMENT, "window", Unit.DURATION, 600),
    /** For how long a device's log-ins are learned. */
    LATERAL_MOVEMENT_LEARNING(Pattern.LATERAL_MOVEMENT, "learning", Unit.DURATION, 86_400),
    /** With so many points of 100 a MAC address is told. */
    MAC_SPOOFED_SCORE(Pattern.MAC_SPOOFED, "score", Unit.COUNT, 60),
    /** How far back contradictions are summed up. */
    MAC_SPOOFED_WINDOW(Pattern.MAC_SPOOFED, "window", Unit.DURATION, 3_600),
    /** So often an address goes back and forth before it is told. */
    ADDRESS_CLAIMED_TWICE_CHANGES(Pattern.ADDRESS_CLAIMED_TWICE, "changes", Unit.COUNT, 3),
    /** Within how long it does. */
    ADDRESS_CLAIMED_TWICE_WINDOW(Pattern.ADDRESS_CLAIMED_TWICE, "window", Unit.DURATION, 600),
    /** How long servers are learned where the policy names none. */
    ROGUE_SERVER_LEARNING(Pattern.ROGUE_SERVER, "learning", Unit.DURATION, 604_800),
    /** For how long the zones of a device are learned. */
    WRONG_ZONE_LEARNING(Pattern.WRONG_ZONE, "learning", Unit.DURATION, 86_400),
    /** A sensor that says nothing for so long is silent. */
    SENSOR_SILENT_SILENCE(Pattern.SENSOR_SILENT, "silence", Unit.DURATION, 300),
    /** A sensor that misses this share of the packets, */
    SENSOR_LOSSY_SHARE(Pattern.SENSOR_LOSSY, "share", Unit.SHARE, 1),
    /** over this time, is lossy. */
    SENSOR_LOSSY_WINDOW(Pattern.SENSOR_LOSSY, "window", Unit.DURATION, 300),
    /** With a smaller share of packets to one device, a sensor sees broadcasts only. */
    BLIND_SPOT_UNICAST(Pattern.BLIND_SPOT, "unicast", Unit.SHARE, 2),
    /** For how long, until it is told. */
    BLIND_SPOT_SPAN(Pattern.BLIND_SPOT, "span", Unit.DURATION, 600),
    /** An import that sees nothing for so long is blind. */
    BLIND_SPOT_IMPORTS(Pattern.BLIND_SPOT, "imports", Unit.DURATION, 3_600),
    /** A clock that is set by this or more is told. */
    BLIND_SPOT_CLOCK(Pattern.BLIND_SPOT, "clock", Unit.DURATION, 60);

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
