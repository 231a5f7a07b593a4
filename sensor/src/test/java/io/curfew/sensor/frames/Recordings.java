package io.curfew.sensor.frames;

import io.curfew.sensor.capture.CaptureFile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static io.curfew.sensor.frames.DnsMessages.A;
import static io.curfew.sensor.frames.DnsMessages.AAAA;
import static io.curfew.sensor.frames.DnsMessages.CNAME;
import static io.curfew.sensor.frames.Frames.ARP;
import static io.curfew.sensor.frames.Frames.IPV4;
import static io.curfew.sensor.frames.Frames.IPV6;
import static io.curfew.sensor.frames.Frames.TCP;
import static io.curfew.sensor.frames.Frames.UDP;
import static io.curfew.sensor.frames.Frames.arp;
import static io.curfew.sensor.frames.Frames.ethernet;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.icmp;
import static io.curfew.sensor.frames.Frames.ip;
import static io.curfew.sensor.frames.Frames.ipv4;
import static io.curfew.sensor.frames.Frames.ipv4Fragment;
import static io.curfew.sensor.frames.Frames.ipv6;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.mac;
import static io.curfew.sensor.frames.Frames.tcp;
import static io.curfew.sensor.frames.Frames.text;
import static io.curfew.sensor.frames.Frames.u16;
import static io.curfew.sensor.frames.Frames.u32;
import static io.curfew.sensor.frames.Frames.u8;
import static io.curfew.sensor.frames.Frames.udp;
import static io.curfew.sensor.frames.Frames.vlan;

/**
 * What the captures among the test resources hold. A new one: add it here, run {@link #main} with their folder, and
 * write down the JSON that it must give.
 */
public final class Recordings {
    private static final String CAMERA_MAC = "02:00:00:00:00:21";
    private static final String ROUTER_MAC = "02:00:00:00:00:01";
    private static final String EVERYONE_MAC = "ff:ff:ff:ff:ff:ff";
    private static final String CAMERA = "192.0.2.21";
    private static final String RESOLVER = "192.0.2.1";
    private static final String CLOUD = "203.0.113.9";
    private static final int ETHERNET = 1;
    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;

    private Recordings() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (Map.Entry<String, byte[]> recording : all().entrySet()) {
            Files.write(folder.resolve(recording.getKey() + ".pcap"), recording.getValue());
        }
    }

    /** The captures by name. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> recordings = new TreeMap<>();
        recordings.put("tcp-outcomes", tcpOutcomes());
        recordings.put("udp-outcomes", udpOutcomes());
        recordings.put("dns-over-udp", dnsOverUdp());
        recordings.put("dns-over-tcp", dnsOverTcp());
        recordings.put("dhcp-lease", dhcpLease());
        recordings.put("arp-and-ntp", arpAndNtp());
        recordings.put("vlan-tags", vlanTags());
        recordings.put("fragments", fragments());
        recordings.put("tunnel", tunnel());
        return recordings;
    }

    /** The frames of all captures. */
    public static List<byte[]> frames() throws IOException {
        List<byte[]> frames = new ArrayList<>();
        for (byte[] recording : all().values()) {
            try (CaptureFile file = CaptureFile.of(new ByteArrayInputStream(recording))) {
                while (file.next((frame, offset, captured, original, linkType, nanos) ->
                        frames.add(Arrays.copyOfRange(frame, offset, offset + captured)))) {}
            }
        }
        return frames;
    }

    private static byte[] fromCamera(int protocol, byte[] payload) {
        return ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, ipv4(CAMERA, CLOUD, protocol, payload));
    }

    private static byte[] toCamera(int protocol, byte[] payload) {
        return ethernet(ROUTER_MAC, CAMERA_MAC, IPV4, ipv4(CLOUD, CAMERA, protocol, payload));
    }

    private static byte[] tcpOutcomes() {
        CaptureBytes capture = new CaptureBytes(ETHERNET);
        handshake(capture, 0, 40_001)
                .frame(40, fromCamera(TCP, tcp(40_001, 443, 101, ACK, text("hello"))))
                .frame(50, toCamera(TCP, tcp(443, 40_001, 501, ACK | FIN, hex(""))))
                .frame(60, fromCamera(TCP, tcp(40_001, 443, 106, ACK | FIN, hex(""))));
        handshake(capture, 100, 40_002).frame(150, toCamera(TCP, tcp(443, 40_002, 501, RST, hex(""))));
        handshake(capture, 200, 40_003);
        capture.frame(300, fromCamera(TCP, tcp(40_004, 443, 100, SYN, hex(""))))
                .frame(310, toCamera(TCP, tcp(443, 40_004, 0, RST | ACK, hex(""))));
        capture.frame(400, fromCamera(TCP, tcp(40_005, 443, 100, SYN, hex(""))))
                .frame(1_400, fromCamera(TCP, tcp(40_005, 443, 100, SYN, hex(""))));
        byte[] rejected = ipv4(CAMERA, CLOUD, TCP, tcp(40_006, 443, 100, SYN, hex("")));
        capture.frame(1_500, ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, rejected))
                .frame(
                        1_510,
                        ethernet(
                                ROUTER_MAC,
                                CAMERA_MAC,
                                IPV4,
                                ipv4(RESOLVER, CAMERA, 1, icmp(3, 13, Arrays.copyOf(rejected, 28)))));
        return capture.bytes();
    }

    private static CaptureBytes handshake(CaptureBytes capture, long atMillis, int port) {
        return capture.frame(atMillis, fromCamera(TCP, tcp(port, 443, 100, SYN, hex(""))))
                .frame(atMillis + 10, toCamera(TCP, tcp(443, port, 500, SYN | ACK, hex(""))))
                .frame(atMillis + 20, fromCamera(TCP, tcp(port, 443, 101, ACK, hex(""))));
    }

    private static byte[] udpOutcomes() {
        byte[] rejected = ipv4(CAMERA, CLOUD, UDP, udp(40_003, 9_000, text("x")));
        return new CaptureBytes(ETHERNET)
                .frame(0, fromCamera(UDP, udp(40_001, 9_000, text("ping"))))
                .frame(10, toCamera(UDP, udp(9_000, 40_001, text("pong"))))
                .frame(20, fromCamera(UDP, udp(40_002, 9_000, text("ping"))))
                .frame(30, ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, rejected))
                .frame(
                        40,
                        ethernet(
                                ROUTER_MAC,
                                CAMERA_MAC,
                                IPV4,
                                ipv4(CLOUD, CAMERA, 1, icmp(3, 3, Arrays.copyOf(rejected, 28)))))
                .frame(
                        50,
                        ethernet(
                                CAMERA_MAC,
                                "01:00:5e:7f:ff:fa",
                                IPV4,
                                ipv4(CAMERA, "239.255.255.250", UDP, udp(40_004, 1_900, text("M-SEARCH")))))
                .bytes();
    }

    private static byte[] ask(byte[] message, int port) {
        return ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, ipv4(CAMERA, RESOLVER, UDP, udp(port, 53, message)));
    }

    private static byte[] reply(byte[] message, int port) {
        return ethernet(ROUTER_MAC, CAMERA_MAC, IPV4, ipv4(RESOLVER, CAMERA, UDP, udp(53, port, message)));
    }

    private static byte[] dnsOverUdp() {
        String cloud = "cloud.example.org";
        String edge = "edge.example.net";
        byte[] alias = DnsMessages.record(cloud, CNAME, 300, DnsMessages.name(edge));
        byte[] address = DnsMessages.record(edge, A, 60, ip(CLOUD));
        byte[] blocked = DnsMessages.record("tracker.example.com", A, 2, ip("0.0.0.0"));
        return new CaptureBytes(ETHERNET)
                .frame(0, ask(DnsMessages.question(1, cloud, A), 41_001))
                .frame(12, reply(DnsMessages.answer(1, 0, cloud, A, alias, address), 41_001))
                .frame(100, ask(DnsMessages.question(2, "nowhere.example.org", AAAA), 41_002))
                .frame(130, reply(DnsMessages.answer(2, 3, "nowhere.example.org", AAAA), 41_002))
                .frame(200, ask(DnsMessages.question(3, "tracker.example.com", A), 41_003))
                .frame(210, reply(DnsMessages.answer(3, 0, "tracker.example.com", A, blocked), 41_003))
                .frame(300, ask(DnsMessages.question(4, "silence.example.org", A), 41_004))
                .frame(400, fromCamera(UDP, udp(41_005, 5_300, DnsMessages.question(5, "elsewhere.example.org", A))))
                .bytes();
    }

    private static byte[] dnsOverTcp() {
        byte[] question = DnsMessages.question(7, "large.example.org", A);
        byte[] answer = DnsMessages.answer(
                7, 0, "large.example.org", A, DnsMessages.record("large.example.org", A, 60, ip(CLOUD)));
        byte[] stream = join(u16(answer.length), answer);
        return new CaptureBytes(ETHERNET)
                .frame(0, tcpAsk(100, SYN, hex("")))
                .frame(5, tcpReply(500, SYN | ACK, hex("")))
                .frame(10, tcpAsk(101, ACK, join(u16(question.length), question)))
                .frame(20, tcpReply(501 + 30, ACK, Arrays.copyOfRange(stream, 30, stream.length)))
                .frame(30, tcpReply(501, ACK, Arrays.copyOf(stream, 30)))
                .bytes();
    }

    private static byte[] tcpAsk(long sequence, int flags, byte[] payload) {
        byte[] segment = tcp(42_000, 53, sequence, flags, payload);
        return ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, ipv4(CAMERA, RESOLVER, TCP, segment));
    }

    private static byte[] tcpReply(long sequence, int flags, byte[] payload) {
        byte[] segment = tcp(53, 42_000, sequence, flags, payload);
        return ethernet(ROUTER_MAC, CAMERA_MAC, IPV4, ipv4(RESOLVER, CAMERA, TCP, segment));
    }

    private static byte[] dhcpLease() {
        byte[] request = dhcp(
                1,
                "0.0.0.0",
                join(
                        hex("350103 3204"),
                        ip(CAMERA),
                        hex("0c06"),
                        text("camera"),
                        hex("3c05"),
                        text("udhcp"),
                        hex("3703010306 ff")));
        byte[] ack = dhcp(
                2,
                CAMERA,
                join(
                        hex("350105 3604"),
                        ip(RESOLVER),
                        hex("0304"),
                        ip(RESOLVER),
                        hex("0608"),
                        ip(RESOLVER),
                        ip("192.0.2.2"),
                        hex("2a04"),
                        ip(RESOLVER),
                        hex("3304"),
                        u32(3_600),
                        hex("ff")));
        return new CaptureBytes(ETHERNET)
                .frame(
                        0,
                        ethernet(
                                CAMERA_MAC,
                                EVERYONE_MAC,
                                IPV4,
                                ipv4("0.0.0.0", "255.255.255.255", UDP, udp(68, 67, request))))
                .frame(20, ethernet(ROUTER_MAC, CAMERA_MAC, IPV4, ipv4(RESOLVER, CAMERA, UDP, udp(67, 68, ack))))
                .bytes();
    }

    private static byte[] dhcp(int operation, String yourAddress, byte[] options) {
        return join(
                u8(operation),
                hex("010600"),
                u32(0x1234),
                u32(0),
                u32(0),
                ip(yourAddress),
                u32(0),
                u32(0),
                mac(CAMERA_MAC),
                new byte[10 + 64 + 128],
                hex("63825363"),
                options);
    }

    private static byte[] arpAndNtp() {
        byte[] ntpRequest = join(hex("23"), new byte[47]);
        byte[] ntpAnswer = join(hex("2402"), new byte[46]);
        return new CaptureBytes(ETHERNET)
                .frame(
                        0,
                        ethernet(
                                CAMERA_MAC,
                                EVERYONE_MAC,
                                ARP,
                                arp(1, CAMERA_MAC, CAMERA, "00:00:00:00:00:00", RESOLVER)))
                .frame(1, ethernet(ROUTER_MAC, CAMERA_MAC, ARP, arp(2, ROUTER_MAC, RESOLVER, CAMERA_MAC, CAMERA)))
                .frame(100, fromCamera(UDP, udp(43_000, 123, ntpRequest)))
                .frame(130, toCamera(UDP, udp(123, 43_000, ntpAnswer)))
                .bytes();
    }

    private static byte[] vlanTags() {
        byte[] packet = ipv6("2001:db8::21", "2001:db8::1", UDP, udp(40_001, 9_000, text("ping")));
        return new CaptureBytes(ETHERNET)
                .frame(0, ethernet(CAMERA_MAC, ROUTER_MAC, 0x88a8, vlan(30, 0x8100, vlan(31, IPV6, packet))))
                .bytes();
    }

    private static byte[] fragments() {
        byte[] datagram = udp(40_001, 9_000, new byte[40]);
        byte[] first = Arrays.copyOf(datagram, 24);
        byte[] second = Arrays.copyOfRange(datagram, 24, datagram.length);
        return new CaptureBytes(ETHERNET)
                .frame(0, ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, ipv4Fragment(CAMERA, CLOUD, UDP, 9, 3, second)))
                .frame(10, ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, ipv4Fragment(CAMERA, CLOUD, UDP, 9, 0x2000, first)))
                .bytes();
    }

    private static byte[] tunnel() {
        byte[] inner = ethernet(
                CAMERA_MAC,
                ROUTER_MAC,
                IPV4,
                ipv4("198.51.100.1", "198.51.100.2", TCP, tcp(40_001, 443, 1, SYN, hex(""))));
        byte[] vxlan = join(hex("08000000 00002a00"), inner);
        return new CaptureBytes(ETHERNET)
                .frame(0, fromCamera(UDP, udp(50_000, 4_789, vxlan)))
                .bytes();
    }
}
