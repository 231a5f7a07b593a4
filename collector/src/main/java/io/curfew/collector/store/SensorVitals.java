package io.curfew.collector.store;

import io.curfew.events.StatusObservation;

import java.time.Instant;
import java.util.List;

/**
 * How a sensor itself is. Counters run from its start.
 *
 * @param startedAt when this run began
 * @param flowsOpen flows that it follows now
 * @param flowsEvicted flows that ended early to make room
 * @param spoolBytes octets that wait for Kafka, in memory and on disk
 * @param spoolSeconds how old the oldest observation is that waits: how far the sensor lags behind; 0 when none waits
 * @param addressesSeen MAC addresses seen in the last minute
 * @param unicastShare share of packets, 0 to 1, that were addressed to one device: near 0 it sees broadcasts only
 * @param vlanIds VLANs seen in the last minute
 * @param clockSteps how often its clock was set
 * @param lastClockStepSeconds by how much it was set last; negative when it was set back
 * @param interfaceLost how often its interface was down or gone
 * @param interfaceGoneSeconds for how long in all
 */
public record SensorVitals(
        Instant startedAt,
        long flowsOpen,
        long flowsEvicted,
        long spoolBytes,
        long spoolSeconds,
        long addressesSeen,
        double unicastShare,
        List<Integer> vlanIds,
        long clockSteps,
        double lastClockStepSeconds,
        long interfaceLost,
        long interfaceGoneSeconds) {
    private static final double MILLIS = 1_000;

    public SensorVitals {
        vlanIds = List.copyOf(vlanIds);
    }

    /** What a sensor says of itself. */
    public static SensorVitals of(StatusObservation status) {
        StatusObservation.Accounts accounts = status.accounts();
        StatusObservation.Sight sight = accounts.sight();
        return new SensorVitals(
                status.startedAt(),
                status.flowsOpen(),
                status.flowsEvicted(),
                status.spoolBytes(),
                status.spoolAge().toSeconds(),
                status.addressesSeen(),
                status.unicastShare(),
                status.vlanIds(),
                accounts.clockSteps(),
                accounts.lastClockStep().toMillis() / MILLIS,
                sight == null ? 0 : sight.timesLost(),
                sight == null ? 0 : sight.gone().toSeconds());
    }
}
