package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.frames.DnsMessages;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.u16;
import static org.assertj.core.api.Assertions.assertThat;

class TcpStreamsTest {
    private static final int SMALL = 4;
    private static final byte[] MESSAGE = DnsMessages.question(7, "cloud.example.org", DnsMessages.A);
    private static final byte[] FRAMED = join(u16(MESSAGE.length), MESSAGE);
    private static final byte[] UNFINISHED = Arrays.copyOf(FRAMED, 20);

    private final List<byte[]> messages = new ArrayList<>();
    private final MessageSink sink = (packet, octets, at, end) -> messages.add(Arrays.copyOfRange(octets, at, end));
    private final TcpStreams streams = new TcpStreams(SMALL, LengthReader::new);

    @Test
    void messagesComeOutHoweverTheyAreCut() {
        byte[] stream = join(FRAMED, u16(0), FRAMED, FRAMED);
        for (int size = 1; size <= stream.length; size++) {
            TcpStreams cut = new TcpStreams(SMALL, LengthReader::new);
            messages.clear();
            for (int at = 0; at < stream.length; at += size) {
                cut.packet(
                        segment(
                                1,
                                0xffff_fff0 + at,
                                Arrays.copyOfRange(stream, at, Math.min(stream.length, at + size))),
                        sink);
            }
            assertThat(messages)
                    .as("segments of %d octets", size)
                    .containsExactly(MESSAGE, new byte[0], MESSAGE, MESSAGE);
            assertThat(cut.heldOctets()).isZero();
        }
    }

    @Test
    void tooManyStreamsMakeTheSilentOnesForgotten() {
        for (int port = 0; port < 10_000; port++) {
            streams.packet(segment(port, 1, UNFINISHED), sink);
        }
        assertThat(streams.givenUp()).isEqualTo(10_000 - SMALL);

        streams.packet(segment(9_999, 1 + UNFINISHED.length, Arrays.copyOfRange(FRAMED, 20, FRAMED.length)), sink);

        assertThat(messages).containsExactly(MESSAGE);
    }

    @Test
    void streamsThatAreFinishedAreForgottenWithoutLoss() {
        for (int port = 0; port < 100; port++) {
            streams.packet(segment(port, 1, FRAMED), sink);
        }

        assertThat(messages).hasSize(100);
        assertThat(streams.givenUp()).isZero();
    }

    @Test
    void earlySegmentsAreBoundedInAllStreamsTogether() {
        TcpStreams many = new TcpStreams(256, LengthReader::new);
        byte[] segment = new byte[60_000];
        int most = 0;
        for (int round = 0; round < 20; round++) {
            for (int port = 0; port < 256; port++) {
                many.packet(segment(port, 1, UNFINISHED), sink);
                many.packet(segment(port, 100 + round * 70_000, segment), sink);
                most = Math.max(most, many.heldOctets());
            }
        }

        assertThat(most).isBetween(TcpStreams.MOST_HELD_OCTETS / 2, TcpStreams.MOST_HELD_OCTETS);
        assertThat(many.givenUp()).isPositive();
    }

    @Test
    void aConnectionThatIsResetHoldsNothing() {
        streams.packet(segment(1, 1, UNFINISHED), sink);
        PacketFacts reset = segment(1, 1 + UNFINISHED.length, new byte[0]);
        reset.tcpFlags = PacketFacts.RST;

        streams.packet(reset, sink);

        assertThat(streams.heldOctets()).isZero();
        assertThat(streams.givenUp()).isZero();
    }

    @Test
    void octetByOctetALongMessageTakesLinearTime() {
        byte[] octet = new byte[1];
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int round = 0; round < 10; round++) {
            for (int at = 0; at < 65_537; at++) {
                octet[0] = (byte) (at < 2 ? 0xff : 0);
                streams.packet(segment(1, round * 65_537 + at, octet), sink);
            }
        }
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);

        assertThat(messages).hasSize(10);
        // Copying what is there for each octet that comes would move 21 GB.
        assertThat(taken).isLessThan(Duration.ofSeconds(3));
    }

    private static PacketFacts segment(int port, int sequence, byte[] payload) {
        PacketFacts packet = new PacketFacts();
        packet.protocol = 6;
        packet.sourceLow = 0xc000_0215L;
        packet.sourcePort = port;
        packet.destinationLow = 0xc000_0201L;
        packet.destinationPort = 53;
        packet.tcpSequence = sequence;
        packet.tcpFlags = PacketFacts.ACK;
        packet.payload = payload;
        packet.payloadLength = payload.length;
        return packet;
    }
}
