package io.curfew.sensor.dns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of one name after the other, put together label by label in one array, in lower case. Octets outside
 * printable ASCII are written as {@code \DDD} (RFC 1035, section 5.1). Hot path of DNS.
 */
final class NameText {
    private static final int USUAL_CHARACTERS = 320;
    private static final int MOST_CHARACTERS_AN_OCTET = 4;

    private byte[] text = new byte[USUAL_CHARACTERS];
    private int length;

    void clear() {
        length = 0;
    }

    void label(byte[] octets, int from, int count) {
        int needed = length + 1 + MOST_CHARACTERS_AN_OCTET * count;
        if (needed > text.length) {
            text = Arrays.copyOf(text, 2 * needed);
        }
        if (length > 0) {
            text[length++] = '.';
        }
        // In locals: C1, which compiles the sensor's code, would fetch fields again for each octet.
        byte[] to = text;
        int at = length;
        for (int index = from; index < from + count; index++) {
            byte octet = octets[index];
            if (octet >= 'A' && octet <= 'Z') {
                to[at++] = (byte) (octet | 0x20);
            } else if (octet <= ' ' || octet > '~' || octet == '.' || octet == '\\') {
                length = at;
                escape(octet & 0xff);
                at = length;
            } else {
                to[at++] = octet;
            }
        }
        length = at;
    }

    private void escape(int octet) {
        text[length++] = '\\';
        if (octet == '.' || octet == '\\') {
            text[length++] = (byte) octet;
        } else {
            text[length++] = (byte) ('0' + octet / 100);
            text[length++] = (byte) ('0' + octet / 10 % 10);
            text[length++] = (byte) ('0' + octet % 10);
        }
    }

    @Override
    public String toString() {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
