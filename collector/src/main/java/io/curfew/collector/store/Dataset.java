package io.curfew.collector.store;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.StatusObservation;

/** The kinds of traffic that are kept apart, because they are asked for apart. */
public enum Dataset {
    /** Flows. */
    FLOWS,
    /** DNS transactions. */
    DNS,
    /**
     * What devices say of themselves on their segment: DHCP, ARP and NDP, router advertisements, NTP, announcements.
     */
    SEGMENT,
    /** The sensors' own health. */
    STATUS;

    /** Where an observation belongs. */
    public static Dataset of(Observation observation) {
        return switch (observation) {
            case FlowObservation _ -> FLOWS;
            case DnsObservation _ -> DNS;
            case DhcpObservation _,
                    NeighborObservation _,
                    RouterAdvertisementObservation _,
                    NtpObservation _,
                    AnnouncementObservation _ -> SEGMENT;
            case StatusObservation _ -> STATUS;
        };
    }
}
