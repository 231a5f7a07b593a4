package io.curfew.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A sensor's own health, each 10 s. Counters run from the sensor's start. Equations that hold: {@code captured =
 * decoded + sum(undecodable)} once the queue is empty, and {@code made = sent + spooled + dropped}.
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
 * @param observationsDropped observations given up because the spool was full
 * @param spoolBytes bytes waiting for Kafka
 * @param spoolAge age of the oldest observation waiting; zero when none waits
 * @param addressesSeen distinct unicast MAC addresses seen in the last minute
 * @param unicastShare share of packets, 0 to 1, that were unicast between others: near 0 means that the sensor sees
 *     broadcasts only and "never" cannot be said
 * @param vlanIds VLANs seen in the last minute
 * @param sources what the sensor's imports see; empty when it has none
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
        List<SourceStatus> sources)
        implements Observation {

    public StatusObservation {
        undecodable = Map.copyOf(undecodable);
        vlanIds = List.copyOf(vlanIds);
        sources = List.copyOf(sources);
    }
}
