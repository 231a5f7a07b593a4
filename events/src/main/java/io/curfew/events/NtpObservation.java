package io.curfew.events;

import java.time.Instant;

/**
 * An NTP message (RFC 5905, section 7.3).
 *
 * @param at the message's time
 * @param sender who sent it
 * @param receiver to whom
 * @param mode 0 to 7; 3 is a client, 4 a server
 * @param version 0 to 7
 * @param stratum 0 to 255
 */
public record NtpObservation(Instant at, Endpoint sender, Endpoint receiver, int mode, int version, int stratum)
        implements Observation {}
