package io.curfew.sensor.decode;

import java.util.ArrayList;
import java.util.List;

/** Writes down in one line each what a decoder hands over. */
final class DecodedPackets implements DecodedSink {
    final List<String> lines = new ArrayList<>();

    @Override
    public void packet(PacketFacts packet) {
        lines.add("%s > %s proto %d, %d bytes, %d payload, vlans %s%s"
                .formatted(
                        packet.source().ip() + ":" + packet.sourcePort,
                        packet.destination().ip() + ":" + packet.destinationPort,
                        packet.protocol,
                        packet.ipBytes,
                        packet.payloadLength,
                        packet.vlans.ids(),
                        packet.tunnel == null ? "" : " in " + packet.tunnel.text()));
    }

    @Override
    public void unreachable(PacketFacts packet, PacketFacts quoted) {
        lines.add("code %d for %s:%d > %s:%d"
                .formatted(
                        packet.icmpCode,
                        quoted.source().ip(),
                        quoted.sourcePort,
                        quoted.destination().ip(),
                        quoted.destinationPort));
    }

    @Override
    public void arp(ArpFacts arp) {
        lines.add("arp " + arp.operation);
    }
}
