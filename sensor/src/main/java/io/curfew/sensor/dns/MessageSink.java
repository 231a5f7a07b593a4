package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;

/** Takes whole messages out of a TCP stream. */
@FunctionalInterface
interface MessageSink {
    /** The message lies from {@code at} to before {@code end}; {@code packet} completed it. */
    void message(PacketFacts packet, byte[] octets, int at, int end);
}
