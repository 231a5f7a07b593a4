package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;

/** Cuts messages out of one direction of a TCP connection, whose octets it gets in their order. */
interface StreamReader {
    /** Takes the next octets, from {@code at} to before {@code end}, which {@code packet} brought. */
    void octets(PacketFacts packet, byte[] octets, int at, int end, MessageSink sink);

    /** Says that octets are missing before those that come next. */
    void gap();

    /** Octets of memory for what is unfinished. */
    int heldOctets();
}
