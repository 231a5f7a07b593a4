package io.curfew.events;

import java.time.Instant;
import java.util.List;

/**
 * An NTP message (RFC 5905, section 7.3).
 *
 * @param at the message's time
 * @param sender who sent it
 * @param receiver to whom
 * @param mode 0 to 7; 3 is a client, 4 a server
 * @param version 0 to 7
 * @param stratum 0 to 255
 * @param vlanIds 802.1Q tags, outermost first
 */
public record NtpObservation(
        Instant at, Endpoint sender, Endpoint receiver, int mode, int version, int stratum, List<Integer> vlanIds)
        implements Observation {

    public NtpObservation {
        vlanIds = List.copyOf(vlanIds);
    }

    /** A message in a frame without tags. */
    public NtpObservation(Instant at, Endpoint sender, Endpoint receiver, int mode, int version, int stratum) {
        this(at, sender, receiver, mode, version, stratum, List.of());
    }
}
