package io.curfew.sensor.decode;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import static io.curfew.sensor.frames.Frames.UDP;
import static io.curfew.sensor.frames.Frames.ipv4Fragment;
import static io.curfew.sensor.frames.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;

class FragmentsTest {
    private static final int RAW_IP = 101;
    private static final int MORE = 0x2000;
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] DATAGRAM = udp(40_001, 9_000, new byte[40]);

    private final Map<Integer, Integer> packetsByPayload = new HashMap<>();
    private final FrameDecoder decoder = new FrameDecoder(new DecodedSink() {
        @Override
        public void packet(PacketFacts packet) {
            packetsByPayload.merge(packet.payloadLength, 1, Integer::sum);
        }

        @Override
        public void unreachable(PacketFacts packet, PacketFacts quoted) {
            throw new AssertionError("nothing is unreachable here");
        }

        @Override
        public void arp(ArpFacts arp) {
            throw new AssertionError("no ARP here");
        }
    });

    @Test
    void aFloodOfFirstFragmentsGivesUpTheOldest() {
        for (int packet = 0; packet < 10_000; packet++) {
            first(packet, 0);
        }
        last(0, 0);
        last(9_999, 0);

        int givenUp = 10_000 - Fragments.MOST_PACKETS + 1;
        assertThat(packetsByPayload).isEqualTo(Map.of(40, 1, 0, givenUp));
        assertThat(decoder.fragmentedGivenUp()).isEqualTo(givenUp);
    }

    @Test
    void whatIsHeldIsBoundedHoweverLargeThePacketsAre() {
        int farBehind = 65_000 / 8;
        for (int packet = 0; packet < 40; packet++) {
            fragment(packet, MORE | farBehind, new byte[8], 0);
        }

        int roomFor = Fragments.MOST_HELD_OCTETS / 65_008;
        assertThat(decoder.fragmentedGivenUp()).isEqualTo(40 - roomFor);
    }

    @Test
    void aPacketIsGivenUpAfterAWhile() {
        first(7, 0);
        first(8, 31 * SECOND);
        last(7, 31 * SECOND);
        last(8, 32 * SECOND);

        assertThat(packetsByPayload).isEqualTo(Map.of(40, 1, 0, 1));
        assertThat(decoder.fragmentedGivenUp()).isEqualTo(1);
    }

    @Test
    void overlappingFragmentsMakeOnePacket() {
        for (int offset = 0; offset < 8_000; offset++) {
            fragment(7, MORE | offset, new byte[64], 0);
        }
        fragment(7, 8_000, new byte[8], 0);

        assertThat(packetsByPayload).hasSize(1);
        assertThat(decoder.fragmentedGivenUp()).isZero();
    }

    @Test
    void aFragmentBeyondTheLargestPacketIsLeftOut() {
        first(7, 0);
        fragment(7, 8_191, new byte[8], 0);
        last(7, 0);

        assertThat(packetsByPayload).isEqualTo(Map.of(40, 1));
    }

    private void first(int packet, long atNanos) {
        fragment(packet, MORE, Arrays.copyOf(DATAGRAM, 24), atNanos);
    }

    private void last(int packet, long atNanos) {
        fragment(packet, 3, Arrays.copyOfRange(DATAGRAM, 24, 48), atNanos);
    }

    private void fragment(int packet, int fragmentation, byte[] octets, long atNanos) {
        byte[] frame = ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, packet, fragmentation, octets);
        decoder.decode(frame, 0, frame.length, frame.length, RAW_IP, atNanos);
    }
}
