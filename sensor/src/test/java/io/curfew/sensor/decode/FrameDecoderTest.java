package io.curfew.sensor.decode;

import io.curfew.sensor.frames.Frames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

import static io.curfew.sensor.frames.Frames.ARP;
import static io.curfew.sensor.frames.Frames.IPV4;
import static io.curfew.sensor.frames.Frames.IPV6;
import static io.curfew.sensor.frames.Frames.TCP;
import static io.curfew.sensor.frames.Frames.UDP;
import static io.curfew.sensor.frames.Frames.arp;
import static io.curfew.sensor.frames.Frames.ethernet;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.icmp;
import static io.curfew.sensor.frames.Frames.ipv4;
import static io.curfew.sensor.frames.Frames.ipv4Fragment;
import static io.curfew.sensor.frames.Frames.ipv6;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.tcp;
import static io.curfew.sensor.frames.Frames.text;
import static io.curfew.sensor.frames.Frames.u16;
import static io.curfew.sensor.frames.Frames.udp;
import static io.curfew.sensor.frames.Frames.vlan;
import static org.assertj.core.api.Assertions.assertThat;

class FrameDecoderTest {
    private static final String CAMERA_MAC = "02:00:00:00:00:21";
    private static final String ROUTER_MAC = "02:00:00:00:00:01";
    private static final byte[] PACKET = ipv4("192.0.2.21", "203.0.113.9", UDP, udp(40_001, 9_000, text("ping")));
    private static final String PACKET_LINE =
            "192.0.2.21:40001 > 203.0.113.9:9000 proto 17, 32 bytes, 4 payload, vlans []";
    private static final byte[] PACKET_V6 = ipv6("2001:db8::21", "2001:db8::9", UDP, udp(40_001, 9_000, text("ping")));
    private static final String PACKET_V6_LINE =
            "2001:db8::21:40001 > 2001:db8::9:9000 proto 17, 52 bytes, 4 payload, vlans []";

    private final DecodedPackets packets = new DecodedPackets();
    private final FrameDecoder decoder = new FrameDecoder(packets);

    @ParameterizedTest
    @CsvSource({
        "0, 02000000",
        "108, 00000002",
        "8, 00000000000000000000000000000000",
        "9, ff030021",
        "9, 0021",
        "9, 21",
        "9, 0f000800",
        "51, 110000010002 0021",
        "101, ''",
        "12, ''",
        "228, ''",
        "104, 0f000800",
        "107, 184103cc",
        "107, 18410800",
        "113, 0000 0001 0006 020000000021 0000 0800",
        "276, 0800 0000 00000002 0001 00 06 020000000021 0000",
        "127, 0000080000000000 0800 0000 020000000001 020000000021 020000000002 0000 aaaa030000000800",
        "127, 0000 0900 02000000 20 8801 0000 020000000002 020000000021 020000000001 0000 0000 0000 aaaa030000000800",
        "127, 0000 1900 030000a0 00000020 00000000 1122334455667788 20 8801 0000 020000000002 020000000021 020000000001 0000 0000 0000 aaaa030000000800",
        "127, 0000 1900 03000080 00000000 00000000 1122334455667788 00 8801 0000 020000000002 020000000021 020000000001 0000 0000 aaaa030000000800",
        "192, 0000 0800 01000000 020000000001 020000000021 0800",
        "105, 8801 0000 020000000002 020000000021 020000000001 0000 0000 aaaa030000000800",
        "10, 50 020000000001 020000000021 aaaa030000000800",
    })
    void aLinkTypeLeadsToItsPacket(int linkType, String header) {
        Decoding decoding = decode(linkType, join(hex(header), PACKET));

        assertThat(decoding).isEqualTo(Decoding.UNDERSTOOD);
        assertThat(packets.lines).containsExactly(PACKET_LINE);
    }

    @ParameterizedTest
    @CsvSource({
        "8847, 000641ff",
        "8847, 00064040 000641ff",
        "8864, 11000001 0022 0021",
        "8926, 00000000 0800",
        "88e7, 00000001 020000000001 020000000021 0800",
        "894f, 00020101 00000000",
        "0020, aaaa03 000000 0800",
        "0020, 060603",
    })
    void anEtherTypeLeadsToItsPacket(String type, String header) {
        byte[] frame = ethernet(CAMERA_MAC, ROUTER_MAC, Integer.parseInt(type, 16), join(hex(header), PACKET));

        decode(1, frame);

        assertThat(packets.lines).containsExactly(PACKET_LINE);
    }

    @Test
    void pppoeInTwoTagsIsOpened() {
        byte[] session = join(hex("1100 0001 0022 0021"), PACKET);

        decode(1, ethernet(CAMERA_MAC, ROUTER_MAC, 0x88a8, vlan(30, 0x8100, vlan(31, 0x8864, session))));

        assertThat(packets.lines).containsExactly(PACKET_LINE.replace("[]", "[30, 31]"));
    }

    @Test
    void aWifiFrameThatCameDamagedIsNotDecoded() {
        byte[] header = hex(
                "0000 0900 02000000 50 8801 0000 020000000002 020000000021 020000000001 0000 0000 aaaa030000000800");

        Decoding decoding = decode(127, join(header, PACKET, hex("01020304")));

        assertThat(decoding).isEqualTo(Decoding.DAMAGED);
        assertThat(packets.lines).isEmpty();
    }

    @Test
    void eachFrameOfAWifiAggregateIsDecoded() {
        byte[] subframe =
                join(hex("020000000001 020000000021"), u16(8 + PACKET.length), hex("aaaa030000000800"), PACKET);
        byte[] header = hex("8801 0000 020000000002 020000000021 020000000001 0000 8000");
        byte[] padding = new byte[-subframe.length & 3];

        decode(105, join(header, subframe, padding, subframe, padding, subframe));

        assertThat(packets.lines).containsExactly(PACKET_LINE, PACKET_LINE, PACKET_LINE);
    }

    @Test
    void encryptedAndManagementFramesOfWifiArePassedOver() {
        String addresses = "0000 020000000002 020000000021 020000000001 0000";

        assertThat(decode(105, join(hex("0841" + addresses), PACKET))).isEqualTo(Decoding.UNDERSTOOD);
        assertThat(decode(105, join(hex("8000" + addresses), PACKET))).isEqualTo(Decoding.UNDERSTOOD);
        assertThat(packets.lines).isEmpty();
    }

    @Test
    void vlanTagsAreKeptOutermostFirst() {
        decode(1, ethernet(CAMERA_MAC, ROUTER_MAC, 0x88a8, vlan(30, 0x8100, vlan(31, IPV4, PACKET))));

        assertThat(packets.lines).containsExactly(PACKET_LINE.replace("[]", "[30, 31]"));
    }

    @Test
    void aFrameWithNeitherIpNorArpIsUnderstood() {
        assertThat(decode(1, ethernet(CAMERA_MAC, ROUTER_MAC, 0x88cc, hex("0207"))))
                .isEqualTo(Decoding.UNDERSTOOD);
        assertThat(packets.lines).isEmpty();
    }

    @Test
    void extensionHeadersOfIpv6ArePassedOver() {
        byte[] hopByHop = hex("3c00 0502 0000 0000");
        byte[] destinationOptions = hex("1100 0104 0000 0000");
        byte[] packet = ipv6(
                "2001:db8::21", "2001:db8::9", 0, join(hopByHop, destinationOptions, udp(40_001, 9_000, text("ping"))));

        decode(101, packet);

        assertThat(packets.lines).containsExactly(PACKET_V6_LINE.replace("52 bytes", "68 bytes"));
    }

    @Test
    void fragmentsCountOnceWhenTheLastOneHasCome() {
        byte[] datagram = udp(40_001, 9_000, new byte[40]);
        byte[] first = ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, 7, 0x2000, Arrays.copyOf(datagram, 24));
        byte[] last = ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, 7, 3, Arrays.copyOfRange(datagram, 24, 48));

        decode(101, first);
        assertThat(packets.lines).isEmpty();
        decode(101, last);

        assertThat(packets.lines)
                .containsExactly("192.0.2.21:40001 > 203.0.113.9:9000 proto 17, 44 bytes, 40 payload, vlans []");
    }

    @Test
    void fragmentsOfIpv6MayComeInAnyOrder() {
        byte[] datagram = udp(40_001, 9_000, new byte[40]);
        byte[] first = join(hex("1100 0001 00000007"), Arrays.copyOf(datagram, 24));
        byte[] last = join(hex("1100 0018 00000007"), Arrays.copyOfRange(datagram, 24, 48));

        decode(101, ipv6("2001:db8::21", "2001:db8::9", 44, last));
        decode(101, ipv6("2001:db8::21", "2001:db8::9", 44, first));

        assertThat(packets.lines)
                .containsExactly("2001:db8::21:40001 > 2001:db8::9:9000 proto 17, 72 bytes, 40 payload, vlans []");
    }

    @Test
    void aPacketWhoseLastFragmentNeverComesCountsAsFarAsItCame() {
        byte[] datagram = udp(40_001, 9_000, new byte[400]);
        byte[] first = ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, 7, 0x2000, Arrays.copyOf(datagram, 24));
        byte[] second = ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, 7, 0x2003, new byte[160]);
        byte[] far = ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, 7, 0x2000 | 40, new byte[8]);
        decode(101, first);
        decode(101, far);
        decode(101, second);

        decoder.decode(far, 0, far.length, far.length, 101, 31_000_000_000L);

        assertThat(packets.lines)
                .containsExactly("192.0.2.21:40001 > 203.0.113.9:9000 proto 17, 252 bytes, 0 payload, vlans []");
    }

    @Test
    void aFirstFragmentThatWasCutOffStillShowsItsPorts() {
        byte[] whole = ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, 7, 0x2000, udp(40_001, 9_000, new byte[40]));

        decoder.decode(whole, 0, 40, whole.length, 101, 0);

        assertThat(packets.lines)
                .containsExactly("192.0.2.21:40001 > 203.0.113.9:9000 proto 17, 68 bytes, 12 payload, vlans []");
    }

    @Test
    void aLengthLeftToTheNetworkCardIsTheFrames() {
        byte[] packet = PACKET.clone();
        packet[2] = 0;
        packet[3] = 0;

        decode(101, packet);

        assertThat(packets.lines).containsExactly(PACKET_LINE);
    }

    @Test
    void paddingBehindTheIpPacketIsNoPayload() {
        decode(1, ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, join(PACKET, new byte[14])));

        assertThat(packets.lines).containsExactly(PACKET_LINE);
    }

    @Test
    void tunnelsAreOpened() {
        byte[] inner = ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, PACKET);

        assertThat(innerOfUdp(4_789, join(hex("08000000 00002a00"), inner))).isEqualTo(PACKET_LINE + " in vxlan");
        assertThat(innerOfUdp(6_081, join(hex("00006558 00002a00"), inner))).isEqualTo(PACKET_LINE + " in geneve");
        assertThat(innerOfUdp(6_081, join(hex("02000800 00002a00 0102800180000000"), PACKET)))
                .isEqualTo(PACKET_LINE + " in geneve");
        assertThat(innerOfUdp(6_081, join(hex("000086dd 00002a00"), PACKET_V6)))
                .isEqualTo(PACKET_V6_LINE + " in geneve");
        assertThat(innerOfUdp(5_247, join(hex("00100000 00000000"), inner))).isEqualTo(PACKET_LINE + " in capwap");
        assertThat(innerOfUdp(2_152, join(hex("30ff0020 00000001"), PACKET))).isEqualTo(PACKET_LINE + " in gtp");
        assertThat(innerOfUdp(3_544, PACKET_V6)).isEqualTo(PACKET_V6_LINE + " in teredo");
        assertThat(innerOfIp(4, PACKET)).isEqualTo(PACKET_LINE + " in ipip");
        assertThat(innerOfIp(41, PACKET_V6)).isEqualTo(PACKET_V6_LINE + " in ipip");
        assertThat(innerOfIp(97, join(hex("3000"), inner))).isEqualTo(PACKET_LINE + " in ipip");
        assertThat(innerOfIp(47, join(hex("b0000800 00000000 00000001 00000002"), PACKET)))
                .isEqualTo(PACKET_LINE + " in gre");
        assertThat(innerOfIp(47, join(hex("3081880b 00240001 00000002 00000003 ff030021"), PACKET)))
                .isEqualTo(PACKET_LINE + " in gre");
        assertThat(innerOfIp(47, join(hex("100022eb 00000001 100000010000000000000000"), inner)))
                .isEqualTo(PACKET_LINE + " in erspan");
        assertThat(innerOfIp(47, join(hex("20000800 00000001"), PACKET))).isEqualTo(PACKET_LINE + " in gre");
        assertThat(innerOfIp(47, join(hex("100088be 00000001 1001000100000000"), inner)))
                .isEqualTo(PACKET_LINE + " in erspan");
    }

    @ParameterizedTest
    @CsvSource({"0801, 00200320", "0108, 00200320"})
    void stationsBehindAnAccessPointAreSeen(String frameControl, String capwapHeader) {
        byte[] wireless =
                join(hex(frameControl + "0000 020000000001 020000000021 020000000002 0000 aaaa030000000800"), PACKET);
        byte[] header = hex(capwapHeader + "00000000 0123456789abcdef");

        assertThat(innerOfUdp(5_247, join(header, wireless))).isEqualTo(PACKET_LINE + " in capwap");
    }

    @Test
    void theVersionOfIpInsideMayDiffer() {
        decode(101, ipv6("2001:db8::1", "2001:db8::2", 4, PACKET));
        decode(101, ipv6("2001:db8::1", "2001:db8::2", 41, PACKET_V6));

        assertThat(packets.lines)
                .contains(PACKET_LINE + " in ipip", PACKET_V6_LINE + " in ipip")
                .hasSize(4);
    }

    @Test
    void tunnelsWithinTunnelsEndAtADepth() {
        byte[] packet = PACKET;
        for (int depth = 0; depth < 20; depth++) {
            packet = ipv4("192.0.2.21", "203.0.113.9", 4, packet);
        }

        decode(101, packet);

        assertThat(packets.lines).hasSize(1 + FrameDecoder.DEEPEST);
    }

    @Test
    void aRejectionNamesThePacketThatItIsAbout() {
        byte[] quote = ipv4("192.0.2.21", "203.0.113.9", TCP, tcp(40_001, 443, 1, PacketFacts.SYN, hex("")));

        decode(101, ipv4("192.0.2.1", "192.0.2.21", 1, icmp(3, 13, Arrays.copyOf(quote, 28))));

        assertThat(packets.lines).last().isEqualTo("code 13 for 192.0.2.21:40001 > 203.0.113.9:443");
    }

    @Test
    void aRejectionNamesThePacketBehindExtensionHeaders() {
        byte[] extensions = hex("2c00 0502 0000 0000 1100 0001 00000007");
        byte[] quote = ipv6("2001:db8::21", "2001:db8::9", 0, join(extensions, udp(40_001, 53, hex(""))));

        decode(101, ipv6("2001:db8::1", "2001:db8::21", 58, icmp(1, 1, quote)));

        assertThat(packets.lines).last().isEqualTo("code 1 for 2001:db8::21:40001 > 2001:db8::9:53");
    }

    @Test
    void aRejectionOfALaterFragmentNamesNoPorts() {
        byte[] v4 = ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, 7, 3, new byte[16]);
        byte[] v6 = ipv6("2001:db8::21", "2001:db8::9", 44, join(hex("1100 0018 00000007"), new byte[16]));

        decode(101, ipv4("192.0.2.1", "192.0.2.21", 1, icmp(3, 13, v4)));
        decode(101, ipv6("2001:db8::1", "2001:db8::21", 58, icmp(1, 1, v6)));

        assertThat(packets.lines).hasSize(2).noneMatch(line -> line.startsWith("code"));
    }

    @Test
    void whatCannotBeDecodedHasAReason() {
        byte[] arp = ethernet(CAMERA_MAC, ROUTER_MAC, ARP, arp(1, CAMERA_MAC, "192.0.2.21", ROUTER_MAC, "192.0.2.1"));

        assertThat(List.of(
                        decode(147, PACKET),
                        decode(1, hex("020000")),
                        decode(1, ethernet(CAMERA_MAC, ROUTER_MAC, 0x8100, hex("00"))),
                        decode(1, ethernet(CAMERA_MAC, ROUTER_MAC, IPV4, hex("4500"))),
                        decode(1, ethernet(CAMERA_MAC, ROUTER_MAC, IPV6, PACKET)),
                        decode(101, ipv4("192.0.2.21", "192.0.2.1", TCP, hex("9c41"))),
                        decode(1, Arrays.copyOf(arp, 30))))
                .containsExactly(
                        Decoding.LINK_TYPE,
                        Decoding.LINK_HEADER,
                        Decoding.LINK_HEADER,
                        Decoding.IP_HEADER,
                        Decoding.IP_HEADER,
                        Decoding.TRANSPORT_HEADER,
                        Decoding.ARP_MESSAGE);
    }

    @Test
    void headersWithinHeadersEndAtADepth() {
        byte[] nested = new byte[200_000];
        byte[] unit = join(new byte[12], hex("88e7 00000001"));
        for (int at = 0; at + unit.length <= nested.length; at += unit.length) {
            System.arraycopy(unit, 0, nested, at, unit.length);
        }

        assertThat(decode(1, nested)).isEqualTo(Decoding.LINK_HEADER);
    }

    private String innerOfUdp(int port, byte[] payload) {
        return innerOfIp(UDP, udp(50_000, port, payload));
    }

    private String innerOfIp(int protocol, byte[] payload) {
        packets.lines.clear();
        decode(101, ipv4("198.51.100.1", "198.51.100.2", protocol, payload));
        assertThat(packets.lines).hasSize(2);
        return packets.lines.getLast();
    }

    private Decoding decode(int linkType, byte[] frame) {
        byte[] amongOthers = Frames.join(new byte[7], frame, new byte[7]);
        return decoder.decode(amongOthers, 7, frame.length, frame.length, linkType, 0);
    }
}
