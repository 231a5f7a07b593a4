package io.curfew.sensor.dns;

import io.curfew.sensor.decode.Octets;

/**
 * Tells DNS messages on ports that are not DNS's, where devices talk past the site's resolver. Strict: one question of
 * a known type for a host's name, and records that fill the message to its last octet. Hot path: the header alone
 * refuses nearly everything else.
 */
public final class DnsGuess {
    private static final int SHORTEST_OCTETS = DnsMessageReader.HEADER_OCTETS + 5;
    private static final int RESPONSE = 0x8000;
    private static final int OPERATION_AND_RESERVED = 0x7840;
    private static final int RESPONSE_ONLY = 0x048f;
    private static final int MOST_RECORDS = 256;
    private static final int INTERNET = 1;

    private DnsGuess() {}

    /** True when the octets from {@code at} to before {@code end} are such a message. */
    public static boolean looksLikeMessage(byte[] octets, int at, int end) {
        if (end - at < SHORTEST_OCTETS || Octets.u16(octets, at + 4) != 1) {
            return false;
        }
        int flags = Octets.u16(octets, at + 2);
        boolean isResponse = (flags & RESPONSE) != 0;
        int answers = Octets.u16(octets, at + 6);
        int authorities = Octets.u16(octets, at + 8);
        int additional = Octets.u16(octets, at + 10);
        int records = answers + authorities + additional;
        boolean isPlausible = (flags & OPERATION_AND_RESERVED) == 0 && records <= MOST_RECORDS;
        boolean isPlausibleQuestion = answers + authorities == 0 && (flags & RESPONSE_ONLY) == 0;
        return isPlausible && (isResponse || isPlausibleQuestion) && fills(octets, at, end, records);
    }

    private static boolean fills(byte[] octets, int start, int end, int records) {
        DnsCursor cursor = new DnsCursor(octets, start, end);
        cursor.moveTo(start + DnsMessageReader.HEADER_OCTETS);
        if (!isHostName(cursor.name().value()) || !DnsNumbers.isKnownType(cursor.u16()) || cursor.u16() != INTERNET) {
            return false;
        }
        for (int record = 0; record < records && !cursor.isBroken(); record++) {
            cursor.skipName();
            cursor.skip(8);
            cursor.skip(cursor.u16());
        }
        return !cursor.isBroken() && cursor.position() == end;
    }

    private static boolean isHostName(String name) {
        for (int index = 0; index < name.length(); index++) {
            char letter = name.charAt(index);
            boolean isUsual = (letter >= 'a' && letter <= 'z')
                    || (letter >= '0' && letter <= '9')
                    || letter == '-'
                    || letter == '_'
                    || letter == '.';
            if (!isUsual) {
                return false;
            }
        }
        return name.indexOf('.') > 0;
    }
}
