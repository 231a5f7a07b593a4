package io.curfew.sensor.imports.dnstap;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.curfew.events.DnsObservation;
import io.curfew.events.IpAddress;
import io.curfew.sensor.LatestTime;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.dns.DnsWatch;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Messages of dnstap in, questions with their answers out. Takes what a server and its clients say to each other
 * (CLIENT and AUTH); what a resolver asks others in its own name is counted and left alone. For one thread.
 */
public final class DnstapReader {
    private static final int AUTH_QUERY = 1;
    private static final int AUTH_RESPONSE = 2;
    private static final int CLIENT_QUERY = 5;
    private static final int CLIENT_RESPONSE = 6;
    private static final int DNS_PORT = 53;
    private static final long SECOND = 1_000_000_000L;
    private static final long LATEST_SECOND = 7_258_118_400L;

    private final DnsWatch watch;
    private final LatestTime latest = new LatestTime();
    private final @Nullable IpAddress server;
    private long messages;
    private long broken;
    private long withoutClient;
    private long ofOthers;
    private @Nullable Instant lastAt;

    /**
     * @param questions that may wait for their answer at once
     * @param server the server's address where messages do not tell it; absent: unknown
     */
    public DnstapReader(int questions, @Nullable IpAddress server, Consumer<? super DnsObservation> sink) {
        this.watch = new DnsWatch(questions, sink);
        this.server = server;
    }

    /** What a message says, as far as it matters here. */
    private static final class Message {
        int type;
        int socketProtocol;
        byte[] queryAddress = {};
        byte[] responseAddress = {};
        int queryPort;
        int responsePort = DNS_PORT;
        long queryNanos;
        long responseNanos;
        byte[] query = {};
        byte[] response = {};
    }

    /** Takes the content of one data frame. */
    public void frame(byte[] octets, int at, int length) {
        messages++;
        @Nullable Message message = read(octets, at, length);
        if (message == null) {
            broken++;
        } else {
            take(message);
        }
    }

    private static @Nullable Message read(byte[] octets, int at, int length) {
        try {
            CodedInputStream input = CodedInputStream.newInstance(octets, at, length);
            Message message = null;
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                if (tag == tag(14, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                    message = message(input);
                } else {
                    input.skipField(tag);
                }
            }
            return message;
        } catch (IOException malformed) {
            return null;
        }
    }

    private static Message message(CodedInputStream input) throws IOException {
        int outer = input.pushLimit(input.readRawVarint32());
        Message message = new Message();
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            field(tag, input, message);
        }
        input.popLimit(outer);
        return message;
    }

    private static void field(int tag, CodedInputStream input, Message message) throws IOException {
        switch (WireFormat.getTagFieldNumber(tag) << 3 | WireFormat.getTagWireType(tag)) {
            case 1 << 3 | WireFormat.WIRETYPE_VARINT -> message.type = input.readEnum();
            case 3 << 3 | WireFormat.WIRETYPE_VARINT -> message.socketProtocol = input.readEnum();
            case 4 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> message.queryAddress = input.readByteArray();
            case 5 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> message.responseAddress = input.readByteArray();
            case 6 << 3 | WireFormat.WIRETYPE_VARINT -> message.queryPort = input.readUInt32() & 0xffff;
            case 7 << 3 | WireFormat.WIRETYPE_VARINT -> message.responsePort = input.readUInt32() & 0xffff;
            case 8 << 3 | WireFormat.WIRETYPE_VARINT -> message.queryNanos += seconds(input.readUInt64());
            case 9 << 3 | WireFormat.WIRETYPE_FIXED32 -> message.queryNanos += fraction(input.readFixed32());
            case 10 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> message.query = input.readByteArray();
            case 12 << 3 | WireFormat.WIRETYPE_VARINT -> message.responseNanos += seconds(input.readUInt64());
            case 13 << 3 | WireFormat.WIRETYPE_FIXED32 -> message.responseNanos += fraction(input.readFixed32());
            case 14 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> message.response = input.readByteArray();
            default -> input.skipField(tag);
        }
    }

    private static int tag(int number, int wireType) {
        return number << 3 | wireType;
    }

    private static long seconds(long value) {
        return value < 0 || value > LATEST_SECOND ? 0 : value * SECOND;
    }

    private static long fraction(int value) {
        return Math.clamp(value & 0xffff_ffffL, 0, SECOND - 1);
    }

    private void take(Message message) {
        boolean isQuestion = message.type == CLIENT_QUERY || message.type == AUTH_QUERY;
        boolean isAnswer = message.type == CLIENT_RESPONSE || message.type == AUTH_RESPONSE;
        if (!isQuestion && !isAnswer) {
            ofOthers++;
            return;
        }
        @Nullable IpAddress client = address(message.queryAddress);
        if (client == null) {
            withoutClient++;
            return;
        }
        PacketFacts packet = new PacketFacts();
        packet.isV6 = client.isV6();
        packet.protocol = message.socketProtocol <= 1 || message.socketProtocol == 5 ? IpProtocol.UDP : IpProtocol.TCP;
        IpAddress asked = server(message, client);
        from(packet, isQuestion ? client : asked, isQuestion ? message.queryPort : message.responsePort);
        to(packet, isQuestion ? asked : client, isQuestion ? message.responsePort : message.queryPort);
        packet.timestampNanos = isQuestion || message.responseNanos == 0 ? message.queryNanos : message.responseNanos;
        packet.payload = isQuestion ? message.query : message.response;
        packet.payloadLength = packet.payload.length;
        lastAt = EpochNanos.toInstant(packet.timestampNanos);
        watch.udp(packet);
    }

    private IpAddress server(Message message, IpAddress client) {
        IpAddress told = address(message.responseAddress);
        if (told != null && told.isV6() == client.isV6() && !told.isUnspecified()) {
            return told;
        }
        if (server != null && server.isV6() == client.isV6()) {
            return server;
        }
        return client.isV6() ? IpAddress.v6(0, 0) : IpAddress.v4(0);
    }

    private static @Nullable IpAddress address(byte[] octets) {
        return octets.length == 4 || octets.length == 16 ? IpAddress.of(octets) : null;
    }

    private static void from(PacketFacts packet, IpAddress address, int port) {
        packet.sourceHigh = address.high();
        packet.sourceLow = address.low();
        packet.sourcePort = port;
    }

    private static void to(PacketFacts packet, IpAddress address, int port) {
        packet.destinationHigh = address.high();
        packet.destinationLow = address.low();
        packet.destinationPort = port;
    }

    /**
     * Moves time to what the clock says. Where that was set back it reports the questions that wait, as none would be
     * due before the clock has caught up.
     */
    public void followClock(long nowNanos) {
        if (latest.isSetBackTo(nowNanos)) {
            watch.startAnew();
        }
        latest.saw(nowNanos);
        watch.advance(nowNanos);
    }

    /** Reports all questions that still wait. */
    public void finish() {
        watch.finish();
    }

    /** Messages of any kind. */
    public long messages() {
        return messages;
    }

    /** Messages of a resolver with other servers, which say nothing of devices. */
    public long ofOthers() {
        return ofOthers;
    }

    /** Messages that could not be read, by reason. */
    public Map<String, Long> notUnderstood() {
        Map<String, Long> reasons = new TreeMap<>();
        note(reasons, "malformed", broken);
        note(reasons, "no-client", withoutClient);
        note(reasons, "malformed-dns", watch.malformed());
        return reasons;
    }

    private static void note(Map<String, Long> reasons, String reason, long count) {
        if (count > 0) {
            reasons.put(reason, count);
        }
    }

    /** The last message's own time; absent when there was none. */
    public @Nullable Instant lastAt() {
        return lastAt;
    }
}
