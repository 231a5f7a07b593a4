package io.curfew.sensor.dns;

import io.curfew.events.IpAddress;

import java.util.HexFormat;

/** A resource record's data in its presentation form; what has none here is written as RFC 3597 says, shortened. */
final class RecordData {
    private static final int MOST_UNKNOWN_OCTETS = 64;
    static final int MOST_TEXT_CHARACTERS = 1_024;

    private RecordData() {}

    /** Reads {@code length} octets, which are there; may leave the cursor anywhere. */
    static String text(int type, DnsCursor cursor, int length) {
        return switch (type) {
            case DnsNumbers.A -> length == 4 ? address(cursor, length) : unknown(cursor, length);
            case DnsNumbers.AAAA -> length == 16 ? address(cursor, length) : unknown(cursor, length);
            case DnsNumbers.NS, DnsNumbers.CNAME, DnsNumbers.PTR, DnsNumbers.DNAME ->
                cursor.name().value();
            case DnsNumbers.MX -> cursor.u16() + " " + name(cursor);
            case DnsNumbers.SRV -> cursor.u16() + " " + cursor.u16() + " " + cursor.u16() + " " + name(cursor);
            case DnsNumbers.SOA ->
                name(cursor) + " " + name(cursor) + " " + cursor.u32() + " " + cursor.u32() + " " + cursor.u32() + " "
                        + cursor.u32() + " " + cursor.u32();
            case DnsNumbers.TXT, DnsNumbers.SPF -> strings(cursor, length);
            case DnsNumbers.SVCB, DnsNumbers.HTTPS -> ServiceBinding.text(cursor, length);
            case DnsNumbers.CAA -> authorization(cursor, length);
            case DnsNumbers.NAPTR -> pointer(cursor);
            case DnsNumbers.DS -> SecurityRecord.delegation(cursor, cursor.position() + length);
            case DnsNumbers.DNSKEY -> SecurityRecord.key(cursor, cursor.position() + length);
            case DnsNumbers.RRSIG -> SecurityRecord.signature(cursor, cursor.position() + length);
            case DnsNumbers.NSEC -> SecurityRecord.denial(cursor, cursor.position() + length);
            default -> unknown(cursor, length);
        };
    }

    private static String address(DnsCursor cursor, int length) {
        return IpAddress.of(cursor.octets(length)).toString();
    }

    static String name(DnsCursor cursor) {
        String name = cursor.name().value();
        return name.isEmpty() ? "." : name;
    }

    /** RFC 3403: order, preference, flags, services, expression, replacement. */
    private static String pointer(DnsCursor cursor) {
        StringBuilder text = new StringBuilder()
                .append(cursor.u16())
                .append(' ')
                .append(cursor.u16())
                .append(' ');
        for (int string = 0; string < 3; string++) {
            byte[] octets = cursor.octets(cursor.u8());
            DnsText.quote(text, octets, 0, octets.length);
            text.append(' ');
        }
        return text.append(name(cursor)).toString();
    }

    private static String strings(DnsCursor cursor, int length) {
        StringBuilder text = new StringBuilder();
        int end = cursor.position() + length;
        while (cursor.position() < end && !cursor.isBroken() && text.length() < MOST_TEXT_CHARACTERS) {
            byte[] string = cursor.octets(cursor.u8());
            if (!text.isEmpty()) {
                text.append(' ');
            }
            DnsText.quote(text, string, 0, string.length);
        }
        return text.toString();
    }

    /** RFC 8659. */
    private static String authorization(DnsCursor cursor, int length) {
        int end = cursor.position() + length;
        StringBuilder text = new StringBuilder().append(cursor.u8()).append(' ');
        byte[] tag = cursor.octets(cursor.u8());
        DnsText.escapeLabel(text, tag, 0, tag.length);
        byte[] value = cursor.octets(Math.max(0, end - cursor.position()));
        text.append(' ');
        DnsText.quote(text, value, 0, value.length);
        return text.toString();
    }

    private static String unknown(DnsCursor cursor, int length) {
        byte[] shown = cursor.octets(Math.min(length, MOST_UNKNOWN_OCTETS));
        return "\\# " + length + " " + HexFormat.of().formatHex(shown);
    }
}
