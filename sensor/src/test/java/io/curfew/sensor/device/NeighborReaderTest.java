package io.curfew.sensor.device;

import io.curfew.events.NeighborObservation;
import io.curfew.sensor.decode.ArpFacts;
import io.curfew.sensor.decode.DecodedSink;
import io.curfew.sensor.decode.FrameDecoder;
import io.curfew.sensor.decode.PacketFacts;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static io.curfew.sensor.frames.Frames.ARP;
import static io.curfew.sensor.frames.Frames.arp;
import static io.curfew.sensor.frames.Frames.ethernet;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.ip;
import static io.curfew.sensor.frames.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;

class NeighborReaderTest {
    private static final String CAMERA_MAC = "02:00:00:00:00:21";
    private static final String ROUTER_MAC = "02:00:00:00:00:01";

    private final List<NeighborObservation> seen = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder(new DecodedSink() {
        @Override
        public void packet(PacketFacts packet) {
            throw new AssertionError("no IP here");
        }

        @Override
        public void unreachable(PacketFacts packet, PacketFacts quoted) {
            throw new AssertionError("no ICMP here");
        }

        @Override
        public void arp(ArpFacts arp) {
            seen.add(Objects.requireNonNull(NeighborReader.read(arp)));
        }
    });

    @Test
    void aReplySaysWhoHasWhichAddress() {
        decode(arp(2, CAMERA_MAC, "192.0.2.21", ROUTER_MAC, "192.0.2.1"));

        NeighborObservation reply = seen.getFirst();
        assertThat(reply.operation()).isEqualTo(NeighborObservation.Operation.REPLY);
        assertThat(reply.senderMac()).hasToString(CAMERA_MAC);
        assertThat(reply.senderIp()).hasToString("192.0.2.21");
        assertThat(reply.targetMac()).hasToString(ROUTER_MAC);
        assertThat(reply.targetIp()).hasToString("192.0.2.1");
    }

    @Test
    void aReplyToAllIsForNobodyThoughItNamesWhoAsked() {
        byte[] reply = arp(2, CAMERA_MAC, "192.0.2.21", ROUTER_MAC, "192.0.2.1");
        byte[] frame = ethernet(CAMERA_MAC, "ff:ff:ff:ff:ff:ff", ARP, reply);

        decoder.decode(frame, 0, frame.length, frame.length, 1, 0);

        assertThat(seen.getFirst().targetMac().bits()).isZero();
    }

    @Test
    void aHardwareAddressOfAnotherLengthIsNoMacAddress() {
        byte[] address = new byte[255];

        decode(join(hex("0001 0800 ff 04 0001"), address, ip("192.0.2.21"), address, ip("192.0.2.1")));

        NeighborObservation request = seen.getFirst();
        assertThat(request.senderMac()).isNull();
        assertThat(request.senderIp()).hasToString("192.0.2.21");
        assertThat(request.targetMac()).hasToString("00:00:00:00:00:00");
        assertThat(request.targetIp()).hasToString("192.0.2.1");
    }

    private void decode(byte[] message) {
        byte[] frame = ethernet(CAMERA_MAC, ROUTER_MAC, ARP, message);
        decoder.decode(frame, 0, frame.length, frame.length, 1, 0);
    }
}
