package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * An IPv4 or IPv6 address as 128 bits in network order; an IPv4 address keeps its 32 bits at the end of {@code low}. No
 * scope, no port. Written as {@code inet_ntop} writes it (RFC 5952 for IPv6).
 */
public record IpAddress(boolean isV6, long high, long low) implements Comparable<IpAddress> {

    public IpAddress {
        if (!isV6 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits, was 0x" + Long.toHexString(low));
        }
    }

    /** An IPv4 address from its 32 bits in network order. */
    public static IpAddress v4(int bits) {
        return new IpAddress(false, 0, bits & 0xffff_ffffL);
    }

    /** An IPv6 address from its upper and lower 64 bits in network order. */
    public static IpAddress v6(long high, long low) {
        return new IpAddress(true, high, low);
    }

    /**
     * @param octets 4 octets (IPv4) or 16 octets (IPv6) in network order
     * @throws IllegalArgumentException for any other length
     */
    public static IpAddress of(byte[] octets) {
        return switch (octets.length) {
            case 4 -> v4((int) bits(octets, 0, 4));
            case 16 -> v6(bits(octets, 0, 8), bits(octets, 8, 8));
            default ->
                throw new IllegalArgumentException("an IP address has 4 or 16 octets, was " + Arrays.toString(octets));
        };
    }

    /**
     * Reads a literal address; never asks a name server.
     *
     * @throws IllegalArgumentException when {@code text} is no IPv4 or IPv6 literal
     */
    public static IpAddress parse(String text) {
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            if (text.indexOf('%') < 0) {
                // The JDK turns ::ffff:192.0.2.1 into IPv4; a literal with a colon stays what it says.
                return address instanceof Inet4Address && text.indexOf(':') >= 0
                        ? v6(0, 0xffff_0000_0000L | bits(address.getAddress(), 0, 4))
                        : of(address.getAddress());
            }
        } catch (IllegalArgumentException notALiteral) {
            throw new IllegalArgumentException(
                    "an IP address like 192.0.2.1 or 2001:db8::1 is wanted, was \"" + text + "\"", notALiteral);
        }
        throw new IllegalArgumentException("an IP address without a scope is wanted, was \"" + text + "\"");
    }

    private static long bits(byte[] octets, int from, int length) {
        long bits = 0;
        for (int index = from; index < from + length; index++) {
            bits = bits << 8 | (octets[index] & 0xff);
        }
        return bits;
    }

    /** The address as 4 or 16 octets in network order. */
    public byte[] octets() {
        byte[] octets = new byte[isV6 ? 16 : 4];
        for (int index = 0; index < octets.length; index++) {
            int fromEnd = octets.length - 1 - index;
            long word = fromEnd < 8 ? low : high;
            octets[index] = (byte) (word >>> (8 * (fromEnd % 8)));
        }
        return octets;
    }

    /** True for group addresses: 224.0.0.0/4 (RFC 5771), ff00::/8 (RFC 4291) and the limited broadcast. */
    public boolean isGroup() {
        return isV6 ? high >>> 56 == 0xff : low >>> 28 == 0xe || isLimitedBroadcast();
    }

    /** True for 255.255.255.255 (RFC 919). */
    public boolean isLimitedBroadcast() {
        return !isV6 && low == 0xffff_ffffL;
    }

    /** True for 0.0.0.0 and ::, which stand for "no address". */
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /** True for an address that holds on its own segment only: 169.254.0.0/16 (RFC 3927), fe80::/10 (RFC 4291). */
    public boolean isLinkLocal() {
        return isV6 ? high >>> 54 == 0xfe80 >>> 6 : low >>> 16 == 0xa9fe;
    }

    /**
     * True for an address that names one host on the public internet: not private (RFC 1918, RFC 4193), shared (RFC
     * 6598), loopback, link-local, unspecified, multicast or broadcast. Documentation ranges count as public, so that
     * examples behave like the real thing.
     */
    public boolean isInternet() {
        if (isGroup() || isUnspecified()) {
            return false;
        }
        if (isV6) {
            boolean uniqueLocal = high >>> 57 == 0xfc >>> 1;
            boolean loopback = high == 0 && low == 1;
            return !uniqueLocal && !isLinkLocal() && !loopback;
        }
        int first = (int) (low >>> 24);
        int second = (int) (low >>> 16) & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127;
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 -> second != 168;
            default -> first < 240;
        };
    }

    // By hand: those of a record go through method handles, which the sensor would pay for at each start and each call.
    // Neighbours get hashes far apart: with devices that are called alike they would make equal ones else.
    @Override
    public int hashCode() {
        long mixed = (low + high * 31) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof IpAddress that && low == that.low && high == that.high && isV6 == that.isV6);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (isV6 != other.isV6) {
            return isV6 ? 1 : -1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return isV6 ? formatV6() : formatV4(low);
    }

    private static String formatV4(long bits) {
        return (bits >>> 24 & 0xff) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    private String formatV6() {
        if (high == 0 && low >>> 32 == 0xffff) {
            return "::ffff:" + formatV4(low & 0xffff_ffffL);
        }
        int[] groups = new int[8];
        for (int index = 0; index < 8; index++) {
            groups[index] = (int) ((index < 4 ? high : low) >>> (16 * (3 - index % 4))) & 0xffff;
        }
        int zerosFrom = -1;
        int zerosLength = 1;
        for (int index = 0; index < 8; index++) {
            int end = index;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - index > zerosLength) {
                zerosFrom = index;
                zerosLength = end - index;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int index = 0; index < 8; index++) {
            if (index == zerosFrom) {
                text.append("::");
                index += zerosLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[index]));
        }
        return text.toString();
    }
}
