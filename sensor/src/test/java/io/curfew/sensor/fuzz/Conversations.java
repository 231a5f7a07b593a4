package io.curfew.sensor.fuzz;

import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.frames.Recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.curfew.sensor.frames.Frames.IPV4;
import static io.curfew.sensor.frames.Frames.IPV6;
import static io.curfew.sensor.frames.Frames.TCP;
import static io.curfew.sensor.frames.Frames.UDP;

/** Octets as what a camera and a server say to each other. */
final class Conversations {
    private static final String CAMERA_MAC = "02:00:00:00:00:21";
    private static final String ROUTER_MAC = "02:00:00:00:00:01";
    private static final String CAMERA = "192.0.2.21";
    private static final String SERVER = "203.0.113.9";
    private static final String CAMERA_V6 = "fe80::21";
    private static final String SERVER_V6 = "fe80::1";
    private static final int CAMERA_PORT = 40_001;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int DATAGRAM_OCTETS = 1_400;
    private static final int FIRST_SEQUENCE = 100;
    private static final int ETHERNET_AND_IPV4_OCTETS = 34;
    private static final byte[] NOTHING = {};

    /** Puts what goes below around a transport's octets. */
    @FunctionalInterface
    private interface Sender {
        byte[] frame(int protocol, byte[] payload);
    }

    private Conversations() {}

    /** The octets as datagrams to a port, as answers from it, and as what servers and relays say among themselves. */
    static void datagrams(int port, byte[] input) {
        datagrams(port, input, Conversations::fromCamera, Conversations::fromServer);
    }

    /** As {@link #datagrams(int, byte[])}, over IPv6. */
    static void datagramsV6(int port, byte[] input) {
        datagrams(port, input, Conversations::fromCameraV6, Conversations::fromServerV6);
    }

    private static void datagrams(int port, byte[] input, Sender camera, Sender server) {
        CheckedPipeline pipeline = new CheckedPipeline();
        long nanos = 0;
        int from = 0;
        do {
            byte[] part = Arrays.copyOfRange(input, from, Math.min(input.length, from + DATAGRAM_OCTETS));
            pipeline.ethernet(camera.frame(UDP, Frames.udp(CAMERA_PORT, port, part)), nanos++);
            pipeline.ethernet(server.frame(UDP, Frames.udp(port, CAMERA_PORT, part)), nanos++);
            pipeline.ethernet(camera.frame(UDP, Frames.udp(port - 1, port, part)), nanos++);
            pipeline.ethernet(server.frame(UDP, Frames.udp(port, port + 1, part)), nanos++);
            from += DATAGRAM_OCTETS;
        } while (from < input.length);
        pipeline.finish();
    }

    /**
     * The octets behind the first as segments of a connection to a port. The first chooses their length (6 bits),
     * whether each second one comes early, and who sends them.
     */
    static void segments(int port, byte[] input) {
        int choice = input.length == 0 ? 0 : input[0];
        int octets = 1 + (choice & 0x3f) * 24;
        boolean isSwapped = (choice & 0x40) != 0;
        boolean isFromServer = (choice & 0x80) != 0;
        CheckedPipeline pipeline = new CheckedPipeline();
        pipeline.ethernet(fromCamera(TCP, Frames.tcp(CAMERA_PORT, port, FIRST_SEQUENCE - 1, SYN, NOTHING)), 0);
        pipeline.ethernet(fromServer(TCP, Frames.tcp(port, CAMERA_PORT, FIRST_SEQUENCE - 1, SYN | ACK, NOTHING)), 1);
        int count = Math.max(0, Math.ceilDiv(input.length - 1, octets));
        for (int turn = 0; turn < count; turn++) {
            int segment = isSwapped && (turn ^ 1) < count ? turn ^ 1 : turn;
            int from = segment * octets;
            byte[] part = Arrays.copyOfRange(input, 1 + from, Math.min(input.length, 1 + from + octets));
            byte[] frame = isFromServer
                    ? fromServer(TCP, Frames.tcp(port, CAMERA_PORT, FIRST_SEQUENCE + from, ACK, part))
                    : fromCamera(TCP, Frames.tcp(CAMERA_PORT, port, FIRST_SEQUENCE + from, ACK, part));
            pipeline.ethernet(frame, 2 + turn);
        }
        pipeline.finish();
    }

    /** What the recordings' datagrams to or from a port carry. */
    static List<byte[]> recordedDatagrams(int port) {
        return recorded(UDP, 8, port);
    }

    /** What the recordings' segments to or from a port carry, each as {@link #segments} takes it. */
    static List<byte[]> recordedSegments(int port) {
        return recorded(TCP, 20, port).stream().map(Conversations::inOneSegment).toList();
    }

    /** Octets that {@link #segments} sends from the camera in their order, as few segments as it can. */
    static byte[] inOneSegment(byte[] payload) {
        return Frames.join(Frames.u8(0x3f), payload);
    }

    private static List<byte[]> recorded(int protocol, int headerOctets, int port) {
        List<byte[]> payloads = new ArrayList<>();
        int payloadAt = ETHERNET_AND_IPV4_OCTETS + headerOctets;
        for (byte[] frame : recordedFrames()) {
            boolean isIpv4 = frame.length > payloadAt && u16(frame, 12) == IPV4 && frame[23] == protocol;
            if (isIpv4
                    && (u16(frame, ETHERNET_AND_IPV4_OCTETS) == port
                            || u16(frame, ETHERNET_AND_IPV4_OCTETS + 2) == port)) {
                payloads.add(Arrays.copyOfRange(frame, payloadAt, frame.length));
            }
        }
        return payloads;
    }

    static List<byte[]> recordedFrames() {
        try {
            return Recordings.frames();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static int u16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
    }

    private static byte[] fromCamera(int protocol, byte[] payload) {
        return Frames.ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, Frames.ipv4(CAMERA, SERVER, protocol, payload));
    }

    private static byte[] fromServer(int protocol, byte[] payload) {
        return Frames.ethernet(ROUTER_MAC, CAMERA_MAC, IPV4, Frames.ipv4(SERVER, CAMERA, protocol, payload));
    }

    private static byte[] fromCameraV6(int protocol, byte[] payload) {
        return Frames.ethernet(CAMERA_MAC, ROUTER_MAC, IPV6, Frames.ipv6(CAMERA_V6, SERVER_V6, protocol, payload));
    }

    private static byte[] fromServerV6(int protocol, byte[] payload) {
        return Frames.ethernet(ROUTER_MAC, CAMERA_MAC, IPV6, Frames.ipv6(SERVER_V6, CAMERA_V6, protocol, payload));
    }
}
