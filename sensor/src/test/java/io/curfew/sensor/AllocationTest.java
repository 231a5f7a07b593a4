package io.curfew.sensor;

import com.sun.management.ThreadMXBean;
import io.curfew.sensor.frames.ClientHellos;
import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.health.Coverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

import static io.curfew.sensor.frames.Frames.IPV4;
import static io.curfew.sensor.frames.Frames.IPV6;
import static io.curfew.sensor.frames.Frames.TCP;
import static io.curfew.sensor.frames.Frames.UDP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The hot path allocates nothing for a packet of a flow that is known. */
class AllocationTest {
    /** Enough for the little that a test's own machinery allocates to be less than one octet a packet. */
    private static final int PACKETS = 50_000;

    private static final int GRE = 47;
    private static final int IPV6_IN_IP = 41;
    private static final int ACK = 0x10;
    private static final int VLAN = 0x8100;
    private static final int ETHERNET_IN_GRE = 0x6558;
    private static final String CAMERA = "02:00:00:00:00:21";
    private static final String ROUTER = "02:00:00:00:00:01";
    private static final byte[] TLS_RECORD = Frames.join(Frames.hex("1703030190"), new byte[400]);
    private static final byte[] CLIENT_HELLO_BEGUN = Frames.join(Frames.hex("1603010200010001fc0303"), new byte[300]);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, observation -> {});
    private final Coverage coverage = new Coverage();

    static Stream<Arguments> frames() {
        byte[] udp = Frames.udp(40_001, 9_000, new byte[100]);
        byte[] tcp = Frames.tcp(40_001, 1_883, 1, ACK, new byte[100]);
        byte[] tls = Frames.tcp(40_001, 443, 1, ACK, TLS_RECORD);
        byte[] hello = Frames.tcp(40_001, 443, 1, ACK, CLIENT_HELLO_BEGUN);
        byte[] quic = Frames.udp(40_001, 443, Frames.join(Frames.hex("40"), new byte[600]));
        byte[] inner = v4(Frames.tcp(40_001, 1_883, 1, ACK, new byte[100]), TCP);
        byte[] innerFrame = Frames.ethernet(CAMERA, ROUTER, IPV4, inner);
        byte[] vxlan = Frames.udp(50_000, 4_789, Frames.join(Frames.hex("0800000000002a00"), innerFrame));
        byte[] geneve = Frames.udp(50_000, 6_081, Frames.join(Frames.hex("0000655800002a00"), innerFrame));
        byte[] gre = Frames.join(Frames.u16(0), Frames.u16(ETHERNET_IN_GRE), innerFrame);
        return Stream.of(
                arguments("UDP", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(udp, UDP))),
                arguments("TCP", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(tcp, TCP))),
                arguments("TCP in a VLAN", Frames.ethernet(CAMERA, ROUTER, VLAN, Frames.vlan(30, IPV4, v4(tcp, TCP)))),
                arguments("UDP over IPv6", Frames.ethernet(CAMERA, ROUTER, IPV6, v6(udp, UDP))),
                arguments("TCP over IPv6", Frames.ethernet(CAMERA, ROUTER, IPV6, v6(tcp, TCP))),
                arguments("TLS", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(tls, TCP))),
                arguments("the same ClientHello again", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(hello, TCP))),
                arguments("QUIC", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(quic, UDP))),
                arguments("GRE", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(gre, GRE))),
                arguments("VXLAN", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(vxlan, UDP))),
                arguments("Geneve", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(geneve, UDP))),
                arguments("6in4", Frames.ethernet(CAMERA, ROUTER, IPV4, v4(v6(tcp, TCP), IPV6_IN_IP))));
    }

    private static byte[] v4(byte[] payload, int protocol) {
        return Frames.ipv4("192.0.2.21", "203.0.113.9", protocol, payload);
    }

    private static byte[] v6(byte[] payload, int protocol) {
        return Frames.ipv6("2001:db8::21", "2001:db8::9", protocol, payload);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void packetsOfOpenFlowsAllocateNothing(String what, byte[] frame) {
        feed(frame);

        long before = threads.getCurrentThreadAllocatedBytes();
        feed(frame);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(pipeline.counters().undecodable()).as(what).isEmpty();
        assertThat(allocated / PACKETS).as("octets a packet of " + what).isZero();
    }

    @Test
    void packetsOfATlsFlowAllocateNothingOnceItsServerIsKnown() {
        byte[] hello = fromCamera(ClientHellos.hello("camera.example"));
        pipeline.packet(hello, 0, hello.length, hello.length, 1, 0);
        byte[] frame = fromCamera(TLS_RECORD);
        feed(frame);

        long before = threads.getCurrentThreadAllocatedBytes();
        feed(frame);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated / PACKETS).isZero();
    }

    private static byte[] fromCamera(byte[] payload) {
        return Frames.ethernet(
                CAMERA,
                ROUTER,
                IPV4,
                Frames.ipv4("192.0.2.21", "203.0.113.9", TCP, Frames.tcp(40_001, 443, 101, ACK, payload)));
    }

    private void feed(byte[] frame) {
        for (int packet = 0; packet < PACKETS; packet++) {
            coverage.frame(frame, 0, frame.length, 1, packet);
            pipeline.packet(frame, 0, frame.length, frame.length, 1, packet);
        }
    }
}
