package io.curfew.sensor.device;

import io.curfew.events.NtpObservation;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

/** NTP messages (RFC 5905, section 7.3) as observations. */
final class NtpReader {
    private static final int PORT = 123;
    private static final int CONTROL = 6;

    private NtpReader() {}

    /** True when a UDP packet is to or from the NTP port. */
    static boolean isNtp(PacketFacts packet) {
        return packet.sourcePort == PORT || packet.destinationPort == PORT;
    }

    /** Absent when the packet is too short to be NTP. */
    static @Nullable NtpObservation read(PacketFacts packet) {
        if (packet.payloadLength < 2) {
            return null;
        }
        int first = Octets.u8(packet.payload, packet.payloadAt);
        int mode = first & 7;
        // Control and private messages have other things where the stratum stands.
        int stratum = mode < CONTROL ? Octets.u8(packet.payload, packet.payloadAt + 1) : 0;
        return new NtpObservation(
                EpochNanos.toInstant(packet.timestampNanos),
                packet.source(),
                packet.destination(),
                mode,
                first >>> 3 & 7,
                stratum,
                packet.vlans.ids());
    }
}
