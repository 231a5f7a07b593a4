package io.curfew.sensor;

import io.curfew.events.FlowObservation;
import io.curfew.events.MacAddress;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.curfew.sensor.frames.Frames.IPV4;
import static io.curfew.sensor.frames.Frames.UDP;
import static io.curfew.sensor.frames.Frames.ethernet;
import static io.curfew.sensor.frames.Frames.ipv4;
import static io.curfew.sensor.frames.Frames.udp;
import static io.curfew.sensor.frames.Frames.vlan;
import static org.assertj.core.api.Assertions.assertThat;

/** What a router passes from one mirrored VLAN to another is seen twice. */
class MirroredVlansTest {
    private static final String CAMERA = "192.0.2.21";
    private static final String RECORDER = "198.51.100.9";
    private static final String CAMERA_MAC = "02:00:00:00:00:21";
    private static final String RECORDER_MAC = "02:00:00:00:00:09";
    private static final String ROUTER_MAC = "02:00:00:00:00:01";
    private static final int THINGS = 10;
    private static final int SERVERS = 20;
    private static final int PACKET_BYTES = 128;

    private final List<FlowObservation> seen = new ArrayList<>();
    private final PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, observation -> {
        if (observation instanceof FlowObservation flow) {
            seen.add(flow);
        }
    });

    @Test
    void whatIsShownAgainBehindTheRouterCountsOnce() {
        for (int packet = 0; packet < 3; packet++) {
            toRecorder(CAMERA_MAC, ROUTER_MAC, THINGS, 64);
            toRecorder(ROUTER_MAC, RECORDER_MAC, SERVERS, 63);
            toCamera(RECORDER_MAC, ROUTER_MAC, SERVERS, 64);
            toCamera(ROUTER_MAC, CAMERA_MAC, THINGS, 63);
        }

        FlowObservation flow = flow();
        assertThat(flow.initiatorPackets()).isEqualTo(3);
        assertThat(flow.initiatorBytes()).isEqualTo(3 * PACKET_BYTES);
        assertThat(flow.responderPackets()).isEqualTo(3);
        assertThat(flow.initiator().mac()).isEqualTo(MacAddress.parse(CAMERA_MAC));
        assertThat(flow.responder().mac()).isEqualTo(MacAddress.parse(RECORDER_MAC));
        assertThat(pipeline.counters().decoded()).isEqualTo(12);
        assertThat(pipeline.counters().givenUp()).containsEntry("second-views", 6L);
    }

    @Test
    void whatIsShownFirstBehindTheRouterCountsOnceFromThenOn() {
        toRecorder(ROUTER_MAC, RECORDER_MAC, SERVERS, 63);
        for (int packet = 0; packet < 3; packet++) {
            toRecorder(CAMERA_MAC, ROUTER_MAC, THINGS, 64);
            toRecorder(ROUTER_MAC, RECORDER_MAC, SERVERS, 63);
        }

        FlowObservation flow = flow();
        assertThat(flow.initiatorPackets()).isEqualTo(4);
        assertThat(flow.initiator().mac()).isEqualTo(MacAddress.parse(CAMERA_MAC));
        assertThat(flow.initiatorTtl()).isEqualTo(63);
    }

    @Test
    void eachWayMayHaveAVlanOfItsOwn() {
        toRecorder(CAMERA_MAC, ROUTER_MAC, THINGS, 64);
        toCamera(RECORDER_MAC, ROUTER_MAC, SERVERS, 64);

        FlowObservation flow = flow();
        assertThat(flow.initiatorPackets()).isEqualTo(1);
        assertThat(flow.responderPackets()).isEqualTo(1);
    }

    @Test
    void whoMovesToAnotherVlanCountsThere() {
        toRecorder(CAMERA_MAC, ROUTER_MAC, THINGS, 64);
        toRecorder(CAMERA_MAC, ROUTER_MAC, SERVERS, 64);

        assertThat(flow().initiatorPackets()).isEqualTo(2);
    }

    @Test
    void whatIsShownOnlyBehindTheRouterCounts() {
        toRecorder(CAMERA_MAC, ROUTER_MAC, THINGS, 64);
        for (int packet = 0; packet < 5; packet++) {
            toRecorder(ROUTER_MAC, RECORDER_MAC, SERVERS, 63);
        }

        assertThat(flow().initiatorPackets()).isEqualTo(5);
    }

    private FlowObservation flow() {
        pipeline.finish();
        assertThat(seen).extracting(FlowObservation::number).containsOnly(0L);
        return seen.getLast();
    }

    private void toRecorder(String fromMac, String toMac, int vlanId, int timeToLive) {
        packet(CAMERA, 40_001, RECORDER, 9_000, fromMac, toMac, vlanId, timeToLive);
    }

    private void toCamera(String fromMac, String toMac, int vlanId, int timeToLive) {
        packet(RECORDER, 9_000, CAMERA, 40_001, fromMac, toMac, vlanId, timeToLive);
    }

    private void packet(
            String source,
            int sourcePort,
            String destination,
            int destinationPort,
            String fromMac,
            String toMac,
            int vlanId,
            int timeToLive) {
        byte[] packet = ipv4(source, destination, UDP, udp(sourcePort, destinationPort, new byte[PACKET_BYTES - 28]));
        packet[8] = (byte) timeToLive;
        byte[] frame = ethernet(fromMac, toMac, 0x8100, vlan(vlanId, IPV4, packet));
        pipeline.packet(frame, 0, frame.length, frame.length, 1, 0);
    }
}
