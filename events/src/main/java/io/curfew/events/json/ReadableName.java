package io.curfew.events.json;

import io.curfew.events.DomainName;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A domain name for readers: what a {@link DomainName} escapes as {@code \DDD} is shown as the UTF-8 that it mostly is,
 * the way tshark shows it: a lead octet and its continuations that make no character become one U+FFFD, so different
 * names may look alike. Control characters and dots within labels stay escaped.
 */
final class ReadableName {
    private static final int ESCAPE_CHARACTERS = 4;
    private static final int SPACE = 32;
    private static final int FIRST_BEYOND_ASCII = 128;
    private static final int LONGEST_SEQUENCE_OCTETS = 6;
    private static final String REPLACEMENT = "\ufffd";

    private ReadableName() {}

    static String of(DomainName name) {
        String escaped = name.value();
        return escaped.indexOf('\\') < 0 ? escaped : readable(escaped);
    }

    private static String readable(String escaped) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(escaped.length());
        int at = 0;
        while (at < escaped.length()) {
            int octet = escapedOctet(escaped, at);
            if (octet == SPACE || octet >= FIRST_BEYOND_ASCII) {
                octets.write(octet);
                at += ESCAPE_CHARACTERS;
                continue;
            }
            octets.writeBytes(escaped.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
            at++;
            boolean escapesOneCharacter = escaped.charAt(at - 1) == '\\' && at < escaped.length() && octet < 0;
            if (escapesOneCharacter) {
                octets.writeBytes(escaped.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
                at++;
            }
        }
        return text(octets.toByteArray());
    }

    /** Decodes sequence by sequence: Java's own decoder shows some broken ones as one U+FFFD and some as several. */
    private static String text(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length);
        int at = 0;
        while (at < octets.length) {
            int end = at + 1;
            int longest = at + sequenceOctets(octets[at] & 0xff);
            while (end < longest && end < octets.length && (octets[end] & 0xc0) == 0x80) {
                end++;
            }
            String sequence = new String(octets, at, end - at, StandardCharsets.UTF_8);
            text.append(sequence.indexOf(REPLACEMENT) < 0 ? sequence : REPLACEMENT);
            at = end;
        }
        return text.toString();
    }

    /** How many octets a lead octet announces, in the form that UTF-8 had at first (RFC 2279). */
    private static int sequenceOctets(int lead) {
        int leadingOnes = Integer.numberOfLeadingZeros(~(lead << 24));
        return leadingOnes >= 2 && leadingOnes <= LONGEST_SEQUENCE_OCTETS ? leadingOnes : 1;
    }

    /** The octet that is written as {@code \DDD} here; negative when there is none. */
    private static int escapedOctet(String text, int at) {
        if (text.charAt(at) != '\\' || at + ESCAPE_CHARACTERS > text.length()) {
            return -1;
        }
        int octet = 0;
        for (int index = at + 1; index < at + ESCAPE_CHARACTERS; index++) {
            int digit = text.charAt(index) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            octet = octet * 10 + digit;
        }
        return octet;
    }
}
