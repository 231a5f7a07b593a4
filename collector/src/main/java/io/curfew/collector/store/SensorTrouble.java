package io.curfew.collector.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What is wrong with a sensor by what it said last. The gravest comes first. */
public enum SensorTrouble {
    /** It says nothing any more. */
    SILENT,
    /** It does not see what it should: its interface is down, it sees broadcasts only, or an import has a problem. */
    BLIND,
    /** It misses packets, or gave up observations. */
    LOSSY,
    /** Its observations wait for Kafka. */
    BEHIND,
    /** Its clock is ahead, or was set by much. */
    CLOCK;

    /** A sensor reports each ten seconds: this is six missed reports. */
    private static final Duration SILENT_AFTER = Duration.ofMinutes(1);

    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final double MOST_LOST_SHARE = 0.01;
    private static final double LEAST_UNICAST_SHARE = 0.02;
    private static final long MOST_SECONDS_BEHIND = 60;
    private static final double LARGEST_STEP_SECONDS = 60;

    /** Everything that is wrong with a sensor. */
    public static Set<SensorTrouble> of(SensorStatus sensor, Instant now) {
        Set<SensorTrouble> troubles = EnumSet.noneOf(SensorTrouble.class);
        Instant heard = sensor.heard();
        note(troubles, SILENT, (heard == null ? sensor.lastSeen() : heard).isBefore(now.minus(SILENT_AFTER)));
        note(troubles, BLIND, isBlind(sensor));
        note(troubles, LOSSY, lostShare(sensor) >= MOST_LOST_SHARE || sensor.observationsDropped() > 0);
        SensorVitals vitals = sensor.vitals();
        note(troubles, BEHIND, vitals != null && vitals.spoolSeconds() > MOST_SECONDS_BEHIND);
        note(
                troubles,
                CLOCK,
                sensor.lastSeen().isAfter((heard == null ? now : heard).plus(AHEAD))
                        || (vitals != null && Math.abs(vitals.lastClockStepSeconds()) >= LARGEST_STEP_SECONDS));
        return troubles;
    }

    private static void note(Set<SensorTrouble> troubles, SensorTrouble trouble, boolean isThere) {
        if (isThere) {
            troubles.add(trouble);
        }
    }

    /** Where packets are captured, hardly any addressed to one device means that the port is not mirrored. */
    private static boolean isBlind(SensorStatus sensor) {
        SensorVitals vitals = sensor.vitals();
        boolean watches = sensor.interfaceUp() != null;
        return Boolean.FALSE.equals(sensor.interfaceUp())
                || (watches
                        && vitals != null
                        && vitals.addressesSeen() > 0
                        && vitals.unicastShare() < LEAST_UNICAST_SHARE)
                || sensor.sources().stream().anyMatch(source -> source.problem() != null);
    }

    private static double lostShare(SensorStatus sensor) {
        long all = sensor.packetsCaptured() + sensor.packetsDropped();
        return all == 0 ? 0 : sensor.packetsDropped() / (double) all;
    }
}
