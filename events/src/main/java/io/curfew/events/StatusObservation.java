package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A sensor's own health, each 10 s. Counters run from the sensor's start. Equations that hold: {@code captured =
 * decoded + sum(undecodable) + filtered}, and {@code made + inherited = sent + spooled + dropped}.
 *
 * @param at when it was counted
 * @param version the sensor's version
 * @param startedAt when this run began
 * @param packetsCaptured packets that reached the sensor
 * @param packetsDropped packets that the kernel or the driver dropped before the sensor took them
 * @param undecodable packets that could not be decoded, by reason
 * @param flowsOpen flows in the table now
 * @param flowsEvicted flows that ended early to make room
 * @param observationsMade observations made
 * @param observationsSent observations that Kafka has acknowledged
 * @param observationsSpooled observations waiting for Kafka now
 * @param observationsDropped observations given up, for whatever cause
 * @param spoolBytes bytes waiting for Kafka, in memory and on disk
 * @param spoolAge age of the oldest observation waiting; zero when none waits
 * @param addressesSeen distinct unicast MAC addresses seen in the last minute
 * @param unicastShare share of packets, 0 to 1, that were unicast between others: near 0 means that the sensor sees
 *     broadcasts only and "never" cannot be said
 * @param vlanIds VLANs seen in the last minute
 * @param sources what the sensor's imports see; empty when it has none
 * @param accounts what is known about gaps in what the sensor says
 */
public record StatusObservation(
        Instant at,
        String version,
        Instant startedAt,
        long packetsCaptured,
        long packetsDropped,
        Map<String, Long> undecodable,
        long flowsOpen,
        long flowsEvicted,
        long observationsMade,
        long observationsSent,
        long observationsSpooled,
        long observationsDropped,
        long spoolBytes,
        Duration spoolAge,
        long addressesSeen,
        double unicastShare,
        List<Integer> vlanIds,
        List<SourceStatus> sources,
        Accounts accounts)
        implements Observation {

    public StatusObservation {
        undecodable = Map.copyOf(undecodable);
        vlanIds = List.copyOf(vlanIds);
        sources = List.copyOf(sources);
    }

    /**
     * What is known about gaps in what a sensor says.
     *
     * @param packetsFiltered packets set aside: they hold neither IP nor ARP, or a later part of a packet
     * @param observationsInherited observations that earlier runs left in the spool
     * @param observationsInMemory how many of the waiting ones are in memory only
     * @param droppedByCause observations given up, by cause
     * @param givenUp what the sensor began to read and gave up to bound its memory and work, by kind
     * @param spoolTorn how often the end of what an earlier run wrote into the spool was damaged: what was lost there
     *     cannot be counted
     * @param spoolRefusals how often the spool's disk did not take a batch
     * @param sight the interface; absent where none is watched
     * @param clockSteps how often the wall clock was set
     * @param lastClockStep by how much it was set last; negative when it was set back
     */
    public record Accounts(
            long packetsFiltered,
            long observationsInherited,
            long observationsInMemory,
            Map<String, Long> droppedByCause,
            Map<String, Long> givenUp,
            long spoolTorn,
            long spoolRefusals,
            @Nullable Sight sight,
            long clockSteps,
            Duration lastClockStep) {
        /** Nothing is known to be missing, and no interface is watched. */
        public static final Accounts CLEAR = new Accounts(0, 0, 0, Map.of(), Map.of(), 0, 0, null, 0, Duration.ZERO);

        public Accounts {
            droppedByCause = Map.copyOf(droppedByCause);
            givenUp = Map.copyOf(givenUp);
        }
    }

    /**
     * Whether the sensor can see.
     *
     * @param isUp whether the interface is there and up
     * @param timesLost how often it was not
     * @param gone for how long in all
     */
    public record Sight(boolean isUp, long timesLost, Duration gone) {}
}
