package io.curfew.sensor.name;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Server names out of what clients send: without port, internationalised ones as they were sent, in ASCII. An address
 * is no name, and neither is what no host can be called (RFC 1123, section 2.1; underscores are let pass).
 */
final class ServerNames {
    private static final int LONGEST_OCTETS = 253;
    private static final int LONGEST_LABEL_OCTETS = 63;

    private ServerNames() {}

    /** Absent when the octets from {@code at} to before {@code end}, host with or without port, are no name. */
    static @Nullable DomainName read(byte[] octets, int at, int end) {
        int nameEnd = withoutPort(octets, at, end);
        if (nameEnd > at && octets[nameEnd - 1] == '.') {
            nameEnd--;
        }
        boolean hasLength = nameEnd > at && nameEnd - at <= LONGEST_OCTETS;
        if (!hasLength || !hasLabels(octets, at, nameEnd)) {
            return null;
        }
        return new DomainName(new String(octets, at, nameEnd - at, StandardCharsets.US_ASCII));
    }

    private static int withoutPort(byte[] octets, int at, int end) {
        int digits = end;
        while (digits > at && isDigit(octets[digits - 1])) {
            digits--;
        }
        return digits > at && octets[digits - 1] == ':' ? digits - 1 : end;
    }

    /** True for labels of host names of which the last is no number, as an IPv4 address's is. */
    private static boolean hasLabels(byte[] octets, int at, int end) {
        int label = at;
        boolean isNumber = true;
        for (int index = at; index < end; index++) {
            byte octet = octets[index];
            if (octet == '.') {
                if (index == label) {
                    return false;
                }
                label = index + 1;
                isNumber = true;
            } else if (!isLetter(octet) && !isDigit(octet) && octet != '-' && octet != '_') {
                return false;
            } else {
                isNumber &= isDigit(octet);
            }
            if (index - label >= LONGEST_LABEL_OCTETS) {
                return false;
            }
        }
        return label < end && !isNumber;
    }

    private static boolean isLetter(byte octet) {
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }
}
