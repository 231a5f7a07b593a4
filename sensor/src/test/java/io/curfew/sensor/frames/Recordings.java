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
import static io.curfew.sensor.frames.DnsMessages.PTR;
import static io.curfew.sensor.frames.DnsMessages.SRV;
import static io.curfew.sensor.frames.DnsMessages.TXT;
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
    private static final String CLOUD_V6 = "2001:db8:ffff::9";
    private static final String CAMERA_V6 = "2001:db8::21";
    private static final String CAMERA_LINK = "fe80::21";
    private static final String ROUTER_LINK = "fe80::1";
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
        recordings.put("dhcp-v6-lease", dhcpV6Lease());
        recordings.put("neighbor-discovery", neighborDiscovery());
        recordings.put("announcements", announcements());
        recordings.put("arp-and-ntp", arpAndNtp());
        recordings.put("arp-of-another-link", arpOfAnotherLink());
        recordings.put("vlan-tags", vlanTags());
        recordings.put("fragments", fragments());
        recordings.put("tunnel", tunnel());
        recordings.put("server-names", serverNames());
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

    private static byte[] dhcpV6Lease() {
        byte[] clientId = option(1, join(hex("0001 0001 2c000000"), mac(CAMERA_MAC)));
        byte[] serverId = option(2, join(hex("0003 0001"), mac(ROUTER_MAC)));
        byte[] request = join(
                hex("03 123456"),
                clientId,
                serverId,
                option(3, join(u32(1), u32(0), u32(0), option(5, join(ip(CAMERA_V6), u32(0), u32(0))))),
                option(6, hex("0017 0018 0038")),
                option(16, join(u32(311), u16(8), text("MSFT 5.0"))),
                option(39, join(u8(1), hex("06"), text("camera"))),
                option(112, text("https://example.org/camera.json")));
        byte[] reply = join(
                hex("07 123456"),
                clientId,
                serverId,
                option(
                        3,
                        join(
                                u32(1),
                                u32(0),
                                u32(0),
                                option(5, join(ip(CAMERA_V6), u32(1_800), u32(3_600))),
                                option(5, join(ip("2001:db8::2121"), u32(1_800), u32(7_200))),
                                option(5, join(ip("2001:db8::dead"), u32(0), u32(0))))),
                option(17, join(u32(4_491), option(1, text("x")))),
                option(23, join(ip("2001:db8::1"), ip("2001:db8::2"))),
                option(31, ip("2001:db8::123")),
                option(56, option(1, ip("2001:db8::124"))));
        byte[] forwarded = join(
                hex("0c 00"),
                ip("2001:db8::1"),
                ip(CAMERA_LINK),
                option(79, join(u16(1), mac(CAMERA_MAC))),
                option(9, join(hex("01 abcdef"), option(1, hex("0004 00112233445566778899aabbccddeeff")))));
        return new CaptureBytes(ETHERNET)
                .frame(
                        0,
                        ethernet(
                                CAMERA_MAC,
                                "33:33:00:01:00:02",
                                IPV6,
                                ipv6(CAMERA_LINK, "ff02::1:2", UDP, udp(546, 547, request))))
                .frame(
                        20,
                        ethernet(
                                ROUTER_MAC,
                                CAMERA_MAC,
                                IPV6,
                                ipv6(ROUTER_LINK, CAMERA_LINK, UDP, udp(547, 546, reply))))
                .frame(
                        40,
                        ethernet(
                                ROUTER_MAC,
                                "02:00:00:00:00:05",
                                IPV6,
                                ipv6("2001:db8::1", "2001:db8::5", UDP, udp(547, 547, forwarded))))
                .bytes();
    }

    private static byte[] option(int code, byte[] value) {
        return join(u16(code), u16(value.length), value);
    }

    private static byte[] neighborDiscovery() {
        byte[] sourceLink = join(hex("0101"), mac(CAMERA_MAC));
        byte[] targetLink = join(hex("0201"), mac(ROUTER_MAC));
        byte[] prefix = join(hex("0304 40c0"), u32(86_400), u32(14_400), u32(0), ip("2001:db8::"));
        byte[] mtu = join(hex("0501 0000"), u32(1_492));
        byte[] resolvers = join(hex("1905 0000"), u32(600), ip("2001:db8::1"), ip("2001:db8::2"));
        byte[] withdrawn = join(hex("1903 0000"), u32(0), ip("2001:db8::dead"));
        byte[] domains = join(hex("1f03 0000"), u32(600), DnsMessages.name("lan.example"), hex("000000"));
        byte[] advertisement =
                join(u32(0), u32(0), join(hex("0101"), mac(ROUTER_MAC)), prefix, mtu, resolvers, withdrawn, domains);
        byte[] forwarded = ipv6(CLOUD_V6, CAMERA_V6, 58, join(hex("88 00 0000 20000000"), ip(CAMERA_V6)));
        return new CaptureBytes(ETHERNET)
                .frame(0, discovery(CAMERA_MAC, "33:33:ff:00:00:21", "::", "ff02::1:ff00:21", 135, 0, ip(CAMERA_V6)))
                .frame(
                        10,
                        discovery(
                                CAMERA_MAC,
                                "33:33:ff:00:00:01",
                                CAMERA_V6,
                                "ff02::1:ff00:1",
                                135,
                                0,
                                join(ip("2001:db8::1"), sourceLink)))
                .frame(
                        20,
                        discovery(
                                ROUTER_MAC,
                                CAMERA_MAC,
                                "2001:db8::1",
                                CAMERA_V6,
                                136,
                                0xe0000000L,
                                join(ip("2001:db8::1"), targetLink)))
                .frame(
                        30,
                        discovery(
                                ROUTER_MAC,
                                "33:33:00:00:00:01",
                                ROUTER_LINK,
                                "ff02::1",
                                134,
                                0x40400708L,
                                advertisement))
                .frame(40, ethernet(ROUTER_MAC, CAMERA_MAC, IPV6, forwarded))
                .bytes();
    }

    private static byte[] discovery(
            String sourceMac,
            String destinationMac,
            String source,
            String destination,
            int type,
            long head,
            byte[] payload) {
        return ethernet(
                sourceMac, destinationMac, IPV6, Frames.neighborDiscovery(source, destination, type, head, payload));
    }

    private static byte[] announcements() {
        String instance = "Front Door._http._tcp.local";
        byte[] pointer = DnsMessages.record("_http._tcp.local", PTR, 4_500, DnsMessages.name(instance));
        byte[] service = DnsMessages.record(instance, SRV, 120, DnsMessages.service(80, "camera.local"));
        byte[] details = DnsMessages.record(instance, TXT, 4_500, DnsMessages.strings("path=/", "model=Cam 2"));
        byte[] address = DnsMessages.record("camera.local", A, 120, ip(CAMERA));
        byte[] announced = DnsMessages.multicast(List.of(pointer), List.of(service, details, address));
        byte[] alone = DnsMessages.multicast(List.of(address), List.of());
        byte[] question = DnsMessages.question(0, "camera.local", A);
        byte[] llmnr = DnsMessages.answer(9, 0, "desk", A, DnsMessages.record("desk", A, 30, ip(CAMERA)));
        String notify = """
                NOTIFY * HTTP/1.1
                HOST: 239.255.255.250:1900
                NTS: ssdp:alive
                NT: urn:schemas-upnp-org:device:Camera:1
                USN: uuid:1234::urn:schemas-upnp-org:device:Camera:1
                SERVER: Linux/5 UPnP/1.0 Cam/2
                LOCATION: http://192.0.2.21:49152/d.xml

                """.replace("\n", "\r\n");
        String found = """
                HTTP/1.1 200 OK
                ST: upnp:rootdevice
                USN: uuid:1234::upnp:rootdevice
                SERVER: Linux/5 UPnP/1.0 Cam/2
                LOCATION: http://[2001:db8::21]/d.xml

                """.replace("\n", "\r\n");
        return new CaptureBytes(ETHERNET)
                .frame(0, toGroup("224.0.0.251", 5353, 5353, announced))
                .frame(100, toGroup("224.0.0.251", 5353, 5353, announced))
                .frame(200, toGroup("224.0.0.251", 5353, 5353, alone))
                .frame(300, toGroup("224.0.0.251", 5353, 5353, question))
                .frame(400, fromCamera(UDP, udp(5355, 50_000, llmnr)))
                .frame(500, toGroup("239.255.255.250", 40_000, 1900, text(notify)))
                .frame(600, toGroup("239.255.255.250", 40_000, 1900, text(notify.replace("alive", "byebye"))))
                .frame(700, fromCamera(UDP, udp(40_001, 50_001, text(found))))
                .frame(3_600_000, toGroup("224.0.0.251", 5353, 5353, announced))
                .bytes();
    }

    private static byte[] toGroup(String group, int sourcePort, int port, byte[] payload) {
        return ethernet(
                CAMERA_MAC, "01:00:5e:00:00:fb", IPV4, ipv4(CAMERA, group, UDP, udp(sourcePort, port, payload)));
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

    private static byte[] arpOfAnotherLink() {
        byte[] claim = join(hex("0001 0800 08 04 0002"), new byte[8], ip(RESOLVER), new byte[8], ip(CAMERA));
        return new CaptureBytes(ETHERNET)
                .frame(0, ethernet(CAMERA_MAC, ROUTER_MAC, ARP, claim))
                .frame(1, ethernet(CAMERA_MAC, ROUTER_MAC, ARP, Arrays.copyOf(claim, claim.length - 1)))
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

    /** A ClientHello in two segments, a request, and a ClientHello whose end was never seen. */
    private static byte[] serverNames() {
        byte[] hello = ClientHellos.record(
                ClientHellos.message(ClientHellos.padding(1_700), ClientHellos.serverName("camera.example")));
        CaptureBytes capture = new CaptureBytes(ETHERNET);
        handshake(capture, 0, 40_001)
                .frame(30, fromCamera(TCP, tcp(40_001, 443, 101, ACK, Arrays.copyOf(hello, 1_400))))
                .frame(
                        31,
                        fromCamera(TCP, tcp(40_001, 443, 1_501, ACK, Arrays.copyOfRange(hello, 1_400, hello.length))));
        handshake(capture, 100, 40_002)
                .frame(
                        130,
                        fromCamera(
                                TCP,
                                tcp(40_002, 443, 101, ACK, text("GET / HTTP/1.1\r\nHost: cloud.example\r\n\r\n"))));
        byte[] cut = ClientHellos.record(
                ClientHellos.message(ClientHellos.serverName("cut.example"), ClientHellos.padding(1_700)));
        handshake(capture, 200, 40_003)
                .frame(230, fromCamera(TCP, tcp(40_003, 443, 101, ACK, Arrays.copyOf(cut, 1_400))));
        return capture.bytes();
    }
}
