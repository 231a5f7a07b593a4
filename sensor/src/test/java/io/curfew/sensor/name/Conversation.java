package io.curfew.sensor.name;

import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.PacketFacts;

/** One flow whose packets a watch is shown. */
final class Conversation {
    final Clues clues = new Clues();
    private final NameWatch watch;
    private final int protocol;
    private int sequence = -20;
    private long initiatorMac = PacketFacts.NO_MAC;

    private Conversation(NameWatch watch, int protocol) {
        this.watch = watch;
        this.protocol = protocol;
        clues.begin();
    }

    /** A TCP connection that begins with a SYN, and whose sequence numbers soon wrap. */
    static Conversation connection(NameWatch watch) {
        Conversation connection = late(watch);
        PacketFacts packet = connection.packet(new byte[0], connection.sequence - 1);
        packet.tcpFlags = PacketFacts.SYN;
        watch.look(connection.clues, packet, true);
        return connection;
    }

    /** A TCP connection whose SYN was not seen. */
    static Conversation late(NameWatch watch) {
        return new Conversation(watch, IpProtocol.TCP);
    }

    static Conversation datagrams(NameWatch watch) {
        return new Conversation(watch, IpProtocol.UDP);
    }

    /** Whose frames these are, as 48 bits. */
    Conversation from(long mac) {
        initiatorMac = mac;
        return this;
    }

    /** The initiator says what comes next. */
    Conversation says(byte[] payload) {
        watch.look(clues, packet(payload, sequence), true);
        sequence += payload.length;
        return this;
    }

    /** The initiator says something at a place of its stream, counted from where the next octet is expected. */
    Conversation saysAt(int offset, byte[] payload) {
        watch.look(clues, packet(payload, sequence + offset), true);
        return this;
    }

    Conversation hears(byte[] payload) {
        watch.look(clues, packet(payload, 7_000), false);
        return this;
    }

    private PacketFacts packet(byte[] payload, int at) {
        PacketFacts packet = new PacketFacts();
        packet.protocol = protocol;
        packet.sourceMac = initiatorMac;
        packet.tcpFlags = PacketFacts.ACK;
        packet.tcpSequence = at;
        packet.payload = payload;
        packet.payloadLength = payload.length;
        return packet;
    }

    /** Protocol and name as far as known. */
    String told() {
        return clues.protocol() + " " + clues.serverName();
    }
}
