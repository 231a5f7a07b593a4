package io.curfew.sensor.device;

import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.Octets;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The options of one DHCPv4 message (RFC 2132), those in the overloaded fields included; what is split over several
 * options of the same code is joined (RFC 3396), up to {@value #MOST_JOINED_OCTETS} octets. Options that do not fit end
 * the reading.
 */
final class DhcpOptions {
    private static final int SERVER_NAME_AT = 44;
    private static final int FILE_AT = 108;
    private static final int FIXED_OCTETS = 236;
    private static final int COOKIE_OCTETS = 4;
    private static final int MOST_JOINED_OCTETS = 1_024;
    private static final int MOST_SHOWN_OCTETS = 255;
    private static final int DNS_ENCODED = 4;
    private static final int PAD = 0;
    private static final int OVERLOAD = 52;
    private static final int END = 255;

    private final Map<Integer, ByteArrayOutputStream> values = new HashMap<>();

    private DhcpOptions() {}

    /** Reads the options of the message that lies from {@code at} to before {@code end}. */
    static DhcpOptions read(byte[] octets, int at, int end) {
        DhcpOptions options = new DhcpOptions();
        options.read(octets, at + FIXED_OCTETS + COOKIE_OCTETS, end, true);
        Integer overload = options.number(OVERLOAD, 1);
        if (overload != null && (overload & 1) != 0) {
            options.read(octets, at + FILE_AT, at + FIXED_OCTETS, false);
        }
        if (overload != null && (overload & 2) != 0) {
            options.read(octets, at + SERVER_NAME_AT, at + FILE_AT, false);
        }
        return options;
    }

    private void read(byte[] octets, int from, int end, boolean mayOverload) {
        int at = from;
        while (at < end) {
            int code = Octets.u8(octets, at++);
            if (code == END) {
                return;
            }
            if (code == PAD) {
                continue;
            }
            if (at >= end || end - at - 1 < Octets.u8(octets, at)) {
                return;
            }
            int length = Octets.u8(octets, at++);
            if (code != OVERLOAD || mayOverload) {
                ByteArrayOutputStream value = values.computeIfAbsent(code, first -> new ByteArrayOutputStream());
                value.write(octets, at, Math.min(length, MOST_JOINED_OCTETS - value.size()));
            }
            at += length;
        }
    }

    private byte[] value(int code) {
        ByteArrayOutputStream value = values.get(code);
        return value == null ? new byte[0] : value.toByteArray();
    }

    /** A number of {@code octets} octets; absent when the option is not there or shorter. */
    @Nullable
    Integer number(int code, int octets) {
        byte[] value = value(code);
        if (value.length < octets) {
            return null;
        }
        int number = 0;
        for (int index = 0; index < octets; index++) {
            number = number << 8 | (value[index] & 0xff);
        }
        return number;
    }

    @Nullable
    Duration seconds(int code) {
        Integer number = number(code, 4);
        return number == null ? null : Duration.ofSeconds(Integer.toUnsignedLong(number));
    }

    /** Text up to the first NUL; absent when the option is not there or empty. */
    @Nullable
    String text(int code) {
        return text(value(code), 0);
    }

    private static @Nullable String text(byte[] value, int from) {
        int end = from;
        while (end < value.length && value[end] != 0) {
            end++;
        }
        return end == from ? null : new String(value, from, end - from, StandardCharsets.UTF_8);
    }

    /** In lower-case hexadecimal, at most {@value #MOST_SHOWN_OCTETS} octets; absent when the option is not there. */
    @Nullable
    String hexadecimal(int code) {
        ByteArrayOutputStream value = values.get(code);
        return value == null
                ? null
                : HexFormat.of().formatHex(value.toByteArray(), 0, Math.min(value.size(), MOST_SHOWN_OCTETS));
    }

    /** A client's full name (RFC 4702): flags, two octets that mean nothing, and the name in ASCII or as in DNS. */
    @Nullable
    String fullName(int code) {
        byte[] value = value(code);
        if (value.length <= 3) {
            return null;
        }
        if ((value[0] & DNS_ENCODED) == 0) {
            return text(value, 3);
        }
        String name = PlainNames.name(value, 3, value.length);
        return name.isEmpty() ? null : name;
    }

    List<Integer> octets(int code) {
        List<Integer> octets = new ArrayList<>();
        for (byte octet : value(code)) {
            octets.add(octet & 0xff);
        }
        return octets;
    }

    @Nullable
    IpAddress address(int code) {
        Integer bits = number(code, 4);
        return bits == null ? null : IpAddress.v4(bits);
    }

    List<IpAddress> addresses(int code) {
        List<IpAddress> addresses = new ArrayList<>();
        byte[] value = value(code);
        for (int at = 0; at + 4 <= value.length; at += 4) {
            addresses.add(IpAddress.v4(Octets.i32(value, at)));
        }
        return addresses;
    }
}
