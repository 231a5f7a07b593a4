package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * Packets in, questions with their answers out. Bounded in the questions that wait and in the TCP streams that are
 * read. For one thread.
 */
public final class DnsWatch {
    private static final int PORT = 53;

    private final DnsPairing pairing;
    private static final int MOST_STREAMS = 256;

    private final TcpStreams streams = new TcpStreams(MOST_STREAMS, LengthReader::new);
    private final TcpStreams webStreams = new TcpStreams(2 * Http2Connections.MOST, Http2Reader::new);
    private final Http2Connections web = new Http2Connections();
    private final MessageSink messages = this::message;
    private long nowNanos = Long.MIN_VALUE;
    private long malformed;

    /** @param capacity questions that may wait for their answer at once */
    public DnsWatch(int capacity, Consumer<? super DnsObservation> sink) {
        this.pairing = new DnsPairing(capacity, sink);
    }

    /** True when a packet is for this watch. */
    public static boolean isDns(PacketFacts packet) {
        return packet.sourcePort == PORT || packet.destinationPort == PORT;
    }

    /** Takes a UDP packet of which {@link #isDns} is true. */
    public void udp(PacketFacts packet) {
        message(packet, packet.payload, packet.payloadAt, packet.payloadAt + packet.payloadLength);
    }

    /** Takes a UDP packet of other ports, and lets go of it unless it holds a DNS message all the same. */
    public void otherUdp(PacketFacts packet) {
        boolean isOther = isLocalNaming(packet.sourcePort) || isLocalNaming(packet.destinationPort);
        int end = packet.payloadAt + packet.payloadLength;
        if (!isOther && DnsGuess.looksLikeMessage(packet.payload, packet.payloadAt, end)) {
            udp(packet);
        }
    }

    /** Multicast DNS, LLMNR and NetBIOS have DNS's form but ask the segment, not a resolver. */
    private static boolean isLocalNaming(int port) {
        return switch (port) {
            case 137, 5353, 5355 -> true;
            default -> false;
        };
    }

    /** Takes a TCP packet of which {@link #isDns} is true. */
    public void tcp(PacketFacts packet) {
        streams.packet(packet, messages);
    }

    /** Takes a TCP packet of other ports, and lets go of it unless it is of HTTP/2 in the clear, where DoH may be. */
    public void otherTcp(PacketFacts packet) {
        boolean begins = Http2Reader.isPreface(packet);
        if (begins) {
            web.add(packet);
        }
        if (begins || web.has(packet)) {
            webStreams.packet(packet, messages);
        }
    }

    private void message(PacketFacts packet, byte[] octets, int at, int end) {
        if (end - at == 0) {
            return;
        }
        @Nullable DnsMessage message = DnsMessageReader.read(octets, at, end);
        if (message == null) {
            BareError error = DnsMessageReader.readBareError(octets, at, end);
            malformed += error != null && pairing.bareError(error, packet) ? 0 : 1;
        } else if (message.operation() == DnsMessage.QUERY) {
            pairing.message(message, packet, nowNanos);
        }
    }

    /** Moves time forward, never back, and reports the questions that waited for too long. */
    public void advance(long toNanos) {
        nowNanos = Math.max(nowNanos, toNanos);
        pairing.advance(nowNanos);
    }

    /** Reports all questions that still wait. */
    public void finish() {
        pairing.finish();
    }

    /** TCP streams that were forgotten with a message unfinished, to make room for others. */
    public long streamsGivenUp() {
        return streams.givenUp() + webStreams.givenUp();
    }

    /** Questions that were reported as unanswered, to make room for others, while their answer could still come. */
    public long questionsGivenUp() {
        return pairing.evicted();
    }

    /** Reports all questions that still wait; what follows may be of an earlier time. */
    public void startAnew() {
        finish();
        nowNanos = Long.MIN_VALUE;
    }

    /** Messages on port 53 without a question that can be read, and which answer none. */
    public long malformed() {
        return malformed;
    }
}
