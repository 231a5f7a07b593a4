package io.curfew.sensor.dns;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

/** Data of DNSSEC's records in their presentation form (RFC 4034). */
final class SecurityRecord {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private SecurityRecord() {}

    /** DS: key tag, algorithm, digest type, digest. */
    static String delegation(DnsCursor cursor, int end) {
        return cursor.u16() + " " + cursor.u8() + " " + cursor.u8() + " "
                + HexFormat.of().formatHex(rest(cursor, end));
    }

    /** DNSKEY: flags, protocol, algorithm, key. */
    static String key(DnsCursor cursor, int end) {
        return cursor.u16() + " " + cursor.u8() + " " + cursor.u8() + " " + base64(rest(cursor, end));
    }

    /** RRSIG: type covered, algorithm, labels, TTL, expiration, inception, key tag, signer, signature. */
    static String signature(DnsCursor cursor, int end) {
        return DnsNumbers.type(cursor.u16()) + " " + cursor.u8() + " " + cursor.u8() + " " + cursor.u32() + " "
                + time(cursor.u32()) + " " + time(cursor.u32()) + " " + cursor.u16() + " " + RecordData.name(cursor)
                + " " + base64(rest(cursor, end));
    }

    /** NSEC: the next name, and the types that there are at this one. */
    static String denial(DnsCursor cursor, int end) {
        StringBuilder text = new StringBuilder(RecordData.name(cursor));
        // An octet can be eight types of seven letters: what is longer than any true list is not told.
        while (end - cursor.position() > 2 && !cursor.isBroken() && text.length() < RecordData.MOST_TEXT_CHARACTERS) {
            int window = cursor.u8();
            byte[] bits = cursor.octets(Math.min(cursor.u8(), end - cursor.position()));
            for (int bit = 0; bit < bits.length * 8; bit++) {
                if ((bits[bit / 8] & 0x80 >>> bit % 8) != 0) {
                    text.append(' ').append(DnsNumbers.type(window << 8 | bit));
                }
            }
        }
        return text.toString();
    }

    private static byte[] rest(DnsCursor cursor, int end) {
        return cursor.octets(Math.max(0, end - cursor.position()));
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String time(long seconds) {
        return TIME.format(Instant.ofEpochSecond(seconds));
    }
}
