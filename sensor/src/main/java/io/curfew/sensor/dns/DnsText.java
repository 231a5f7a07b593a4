package io.curfew.sensor.dns;

import io.curfew.events.DomainName;

/** Octets of names and strings as text, those outside printable ASCII as {@code \DDD} (RFC 1035, section 5.1). */
final class DnsText {
    static final DomainName ROOT = new DomainName("");

    private DnsText() {}

    static void escapeLabel(StringBuilder text, byte[] octets, int from, int length) {
        for (int index = from; index < from + length; index++) {
            escape(text, octets[index] & 0xff, '.');
        }
    }

    /** A character string within quotes, as in a zone file. */
    static void quote(StringBuilder text, byte[] octets, int from, int length) {
        text.append('"');
        for (int index = from; index < from + length; index++) {
            escape(text, octets[index] & 0xff, '"');
        }
        text.append('"');
    }

    private static void escape(StringBuilder text, int octet, char special) {
        if (octet == special || octet == '\\') {
            text.append('\\').append((char) octet);
        } else if (octet < ' ' || octet > '~' || (octet == ' ' && special == '.')) {
            text.append('\\');
            text.append((char) ('0' + octet / 100));
            text.append((char) ('0' + octet / 10 % 10));
            text.append((char) ('0' + octet % 10));
        } else {
            text.append((char) octet);
        }
    }
}
