package io.curfew.events;

import java.time.Instant;

/** One thing that a sensor saw. The kinds are closed: a new one must be handled everywhere. */
public sealed interface Observation
        permits FlowObservation,
                DnsObservation,
                DhcpObservation,
                NeighborObservation,
                RouterAdvertisementObservation,
                NtpObservation,
                AnnouncementObservation,
                StatusObservation {

    /** When it was seen, by the sensor's clock: the packet's own time where a packet caused it. */
    Instant at();
}
