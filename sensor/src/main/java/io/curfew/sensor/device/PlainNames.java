package io.curfew.sensor.device;

import io.curfew.events.DomainName;
import io.curfew.sensor.decode.Octets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Domain names without compression, as options of DHCP and of router advertisements carry them. */
final class PlainNames {
    private static final int LONGEST_LABEL_OCTETS = 63;
    private static final int LONGEST_NAME_OCTETS = 255;

    private PlainNames() {}

    /**
     * The name that begins at {@code from} and lies before {@code end}; its last label may lack its end (RFC 4704,
     * section 4.2). Empty when it is none.
     */
    static String name(byte[] octets, int from, int end) {
        StringBuilder name = new StringBuilder();
        int at = from;
        while (at < end && Octets.u8(octets, at) != 0) {
            int length = Octets.u8(octets, at++);
            if (length > LONGEST_LABEL_OCTETS || end - at < length || at - from + length > LONGEST_NAME_OCTETS) {
                return "";
            }
            name.append(name.isEmpty() ? "" : ".").append(new String(octets, at, length, StandardCharsets.UTF_8));
            at += length;
        }
        return name.toString();
    }

    /** The names that stand one behind the other, at most {@code most}, up to zeros that fill up. */
    static List<DomainName> names(byte[] octets, int from, int end, int most) {
        List<DomainName> names = new ArrayList<>();
        int at = from;
        while (at < end && names.size() < most) {
            String name = name(octets, at, end);
            if (name.isEmpty()) {
                break;
            }
            names.add(new DomainName(name));
            while (at < end && Octets.u8(octets, at) != 0) {
                at += 1 + Octets.u8(octets, at);
            }
            at++;
        }
        return names;
    }
}
