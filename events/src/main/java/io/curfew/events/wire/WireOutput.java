package io.curfew.events.wire;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Protobuf's wire format, written into one array that grows with it. The methods whose names say "unless" follow
 * proto3: a field that is not {@code optional} is left out at its default. For one thread.
 */
final class WireOutput {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int LONGEST_TAG_AND_VALUE = 15;
    private static final int FIRST_TWO_OCTET_LENGTH = 0x80;

    /** What one large batch took is not kept for ever: devices choose how much they say. */
    private static final int MOST_TIMES_EXPECTED = 4;

    private final int expectedOctets;
    private byte[] octets;
    private int length;

    WireOutput(int expectedOctets) {
        this.expectedOctets = expectedOctets;
        octets = new byte[expectedOctets];
    }

    /** Begins anew, in the array that it has grown to unless that is far more than usual. */
    void clear() {
        if (octets.length > MOST_TIMES_EXPECTED * expectedOctets) {
            octets = new byte[expectedOctets];
        }
        length = 0;
    }

    /** Octets written so far. */
    int length() {
        return length;
    }

    /** Takes back what was written since {@link #length()} was {@code before}. */
    void takeBack(int before) {
        length = before;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(octets, length);
    }

    void varint(int field, long value) {
        reserve(LONGEST_TAG_AND_VALUE);
        tag(field, VARINT);
        raw(value);
    }

    void varintUnlessZero(int field, long value) {
        if (value != 0) {
            varint(field, value);
        }
    }

    /** A {@code sint64}: small negative numbers are short as well. */
    void zigzagUnlessZero(int field, long value) {
        varintUnlessZero(field, value << 1 ^ value >> 63);
    }

    void trueUnlessFalse(int field, boolean value) {
        varintUnlessZero(field, value ? 1 : 0);
    }

    void fixed64(int field, long value) {
        reserve(LONGEST_TAG_AND_VALUE);
        tag(field, FIXED_64);
        byte[] to = octets;
        int at = length;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            to[at++] = (byte) (value >>> shift);
        }
        length = at;
    }

    void fixed64UnlessZero(int field, long value) {
        if (value != 0) {
            fixed64(field, value);
        }
    }

    void string(int field, String value) {
        bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    void stringUnlessEmpty(int field, String value) {
        if (!value.isEmpty()) {
            string(field, value);
        }
    }

    void stringUnlessNull(int field, @Nullable String value) {
        if (value != null) {
            string(field, value);
        }
    }

    void bytes(int field, byte[] value) {
        reserve(LONGEST_TAG_AND_VALUE + value.length);
        tag(field, LENGTH_DELIMITED);
        raw(value.length);
        System.arraycopy(value, 0, octets, length, value.length);
        length += value.length;
    }

    /** 4 or 16 octets in network order. */
    void address(int field, IpAddress address) {
        reserve(LONGEST_TAG_AND_VALUE + 16);
        tag(field, LENGTH_DELIMITED);
        octets[length++] = (byte) (address.isV6() ? 16 : 4);
        if (address.isV6()) {
            bigEndian(address.high(), Long.SIZE);
            bigEndian(address.low(), Long.SIZE);
        } else {
            bigEndian(address.low(), Integer.SIZE);
        }
    }

    /** A {@code repeated bytes}, one address each. */
    void addresses(int field, List<IpAddress> addresses) {
        for (IpAddress address : addresses) {
            address(field, address);
        }
    }

    /** The schema's {@code Endpoint}. */
    void endpoint(int field, Endpoint endpoint) {
        int start = begin(field);
        if (endpoint.mac() != null) {
            fixed64(1, endpoint.mac().bits());
        }
        address(2, endpoint.ip());
        varintUnlessZero(3, endpoint.port());
        end(start);
    }

    private void bigEndian(long value, int bits) {
        byte[] to = octets;
        int at = length;
        for (int shift = bits - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            to[at++] = (byte) (value >>> shift);
        }
        length = at;
    }

    /** A {@code repeated uint32}, packed. */
    void varints(int field, List<Integer> values) {
        if (!values.isEmpty()) {
            int start = begin(field);
            for (int value : values) {
                reserve(LONGEST_TAG_AND_VALUE);
                raw(value & 0xffff_ffffL);
            }
            end(start);
        }
    }

    /** Begins a nested message; what is returned is to be given to {@link #end}. */
    int begin(int field) {
        reserve(LONGEST_TAG_AND_VALUE);
        tag(field, LENGTH_DELIMITED);
        // One octet holds the length of nearly all of them.
        length++;
        return length;
    }

    void end(int start) {
        int messageOctets = length - start;
        if (messageOctets < FIRST_TWO_OCTET_LENGTH) {
            octets[start - 1] = (byte) messageOctets;
            return;
        }
        int more = lengthOctets(messageOctets) - 1;
        reserve(more);
        System.arraycopy(octets, start, octets, start + more, messageOctets);
        length = start - 1;
        raw(messageOctets);
        length += messageOctets;
    }

    private static int lengthOctets(int value) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7;
    }

    private void tag(int field, int type) {
        raw(field << 3 | type);
    }

    /** In locals: C1, which compiles the sensor's code, would fetch fields again for each octet. */
    private void raw(long value) {
        byte[] to = octets;
        int at = length;
        long left = value;
        while ((left & ~0x7fL) != 0) {
            to[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        to[at++] = (byte) left;
        length = at;
    }

    private void reserve(int more) {
        if (octets.length - length < more) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
        }
    }
}
