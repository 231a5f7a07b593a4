package io.curfew.sensor.frames;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Frames from the inside out: each method puts one header before what it is given. Checksums are left zero. */
public final class Frames {
    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;
    public static final int IPV6 = 0x86dd;
    public static final int TCP = 6;
    public static final int UDP = 17;

    private Frames() {}

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    public static byte[] u8(int number) {
        return new byte[] {(byte) number};
    }

    public static byte[] u16(int number) {
        return new byte[] {(byte) (number >>> 8), (byte) number};
    }

    public static byte[] u32(long number) {
        return join(u16((int) (number >>> 16)), u16((int) number));
    }

    public static byte[] mac(String address) {
        long bits = MacAddress.parse(address).bits();
        return join(u16((int) (bits >>> 32)), u32(bits));
    }

    public static byte[] ip(String address) {
        return IpAddress.parse(address).octets();
    }

    public static byte[] ethernet(String source, String destination, int type, byte[] payload) {
        return join(mac(destination), mac(source), u16(type), payload);
    }

    /** A tag between the addresses and what {@code payload} is. */
    public static byte[] vlan(int id, int type, byte[] payload) {
        return join(u16(id), u16(type), payload);
    }

    public static byte[] ipv4(String source, String destination, int protocol, byte[] payload) {
        return ipv4Fragment(source, destination, protocol, 0, 0, payload);
    }

    /** @param fragmentation flags and offset as in the header's seventh and eighth octet */
    public static byte[] ipv4Fragment(
            String source, String destination, int protocol, int identification, int fragmentation, byte[] payload) {
        return join(
                hex("4500"),
                u16(20 + payload.length),
                u16(identification),
                u16(fragmentation),
                u8(64),
                u8(protocol),
                u16(0),
                ip(source),
                ip(destination),
                payload);
    }

    public static byte[] ipv6(String source, String destination, int nextHeader, byte[] payload) {
        return join(hex("60000000"), u16(payload.length), u8(nextHeader), u8(64), ip(source), ip(destination), payload);
    }

    /**
     * ICMPv6 as neighbor discovery has it, never forwarded.
     *
     * @param head the four octets behind the checksum
     */
    public static byte[] neighborDiscovery(String source, String destination, int type, long head, byte[] payload) {
        byte[] message = join(u8(type), u8(0), u16(0), u32(head), payload);
        return join(hex("60000000"), u16(message.length), u8(58), u8(255), ip(source), ip(destination), message);
    }

    public static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
        return join(u16(sourcePort), u16(destinationPort), u16(8 + payload.length), u16(0), payload);
    }

    public static byte[] tcp(int sourcePort, int destinationPort, long sequence, int flags, byte[] payload) {
        return join(
                u16(sourcePort),
                u16(destinationPort),
                u32(sequence),
                u32(0),
                u8(0x50),
                u8(flags),
                u16(8_192),
                u32(0),
                payload);
    }

    /** ICMP with its eight octets of header. */
    public static byte[] icmp(int type, int code, byte[] payload) {
        return join(u8(type), u8(code), u16(0), u32(0), payload);
    }

    public static byte[] arp(int operation, String senderMac, String senderIp, String targetMac, String targetIp) {
        return join(
                hex("0001080006 04".replace(" ", "")),
                u16(operation),
                mac(senderMac),
                ip(senderIp),
                mac(targetMac),
                ip(targetIp));
    }

    public static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
