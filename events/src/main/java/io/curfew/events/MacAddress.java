package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;

/** A 48-bit IEEE 802 MAC address, kept in the low 48 bits of {@code bits}; written as {@code 02:00:00:00:00:21}. */
public record MacAddress(long bits) implements Comparable<MacAddress> {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final int LENGTH_BYTES = 6;

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits, was 0x" + Long.toHexString(bits));
        }
    }

    /**
     * Reads six hexadecimal octets with colons or hyphens between them.
     *
     * @throws IllegalArgumentException when {@code text} is anything else
     */
    public static MacAddress parse(String text) {
        try {
            byte[] octets = COLONS.parseHex(text.replace('-', ':'));
            if (octets.length == LENGTH_BYTES) {
                long bits = 0;
                for (byte octet : octets) {
                    bits = bits << 8 | (octet & 0xff);
                }
                return new MacAddress(bits);
            }
        } catch (IllegalArgumentException notHexadecimal) {
            throw new IllegalArgumentException(
                    "a MAC address is six hexadecimal octets like 02:00:00:00:00:21, was \"" + text + "\"",
                    notHexadecimal);
        }
        throw new IllegalArgumentException(
                "a MAC address is six hexadecimal octets like 02:00:00:00:00:21, was \"" + text + "\"");
    }

    /** True for broadcast and multicast addresses: they name no single device. */
    public boolean isGroup() {
        return (bits & 0x01_00_00_00_00_00L) != 0;
    }

    /** True where the locally administered bit is set. */
    public boolean isLocallyAdministered() {
        return (bits & 0x02_00_00_00_00_00L) != 0;
    }

    /**
     * True for the address of one device that no maker has given out: phones and computers make such up for each
     * network, virtual machines and some bridges have them too.
     */
    public boolean isRandomised() {
        return isLocallyAdministered() && !isGroup();
    }

    // By hand: those of a record go through method handles, which the sensor would pay for at each start and each call.
    @Override
    public int hashCode() {
        // Mixed: the devices of one maker, in order, would crowd in few places of a table.
        return (int) ((bits * 0x9e37_79b9_7f4a_7c15L) >>> 32);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MacAddress that && bits == that.bits;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        byte[] octets = new byte[LENGTH_BYTES];
        for (int index = 0; index < LENGTH_BYTES; index++) {
            octets[index] = (byte) (bits >>> (8 * (LENGTH_BYTES - 1 - index)));
        }
        return COLONS.formatHex(octets);
    }
}
