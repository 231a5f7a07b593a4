package io.curfew.sensor.dns;

import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.Octets;

import java.util.HexFormat;

/** SVCB and HTTPS data (RFC 9460): priority, target, parameters. */
final class ServiceBinding {
    private static final int ALPN = 1;
    private static final int PORT = 3;
    private static final int IPV4_HINT = 4;
    private static final int ENCRYPTED_CLIENT_HELLO = 5;
    private static final int IPV6_HINT = 6;

    private ServiceBinding() {}

    static String text(DnsCursor cursor, int length) {
        int end = cursor.position() + length;
        StringBuilder text = new StringBuilder().append(cursor.u16()).append(' ');
        String target = cursor.name().value();
        text.append(target.isEmpty() ? "." : target);
        while (end - cursor.position() >= 4 && !cursor.isBroken()) {
            int parameter = cursor.u16();
            byte[] value = cursor.octets(cursor.u16());
            text.append(' ');
            append(text, parameter, value);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int parameter, byte[] value) {
        switch (parameter) {
            case ALPN -> protocols(text.append("alpn="), value);
            case PORT -> text.append("port=").append(value.length == 2 ? Octets.u16(value, 0) : 0);
            case IPV4_HINT -> addresses(text.append("ipv4hint="), value, 4);
            case IPV6_HINT -> addresses(text.append("ipv6hint="), value, 16);
            // Long and of no use to a reader.
            case ENCRYPTED_CLIENT_HELLO -> text.append("ech");
            default ->
                text.append("key")
                        .append(parameter)
                        .append('=')
                        .append(HexFormat.of().formatHex(value));
        }
    }

    private static void protocols(StringBuilder text, byte[] value) {
        int at = 0;
        while (at < value.length) {
            int length = Math.min(value[at] & 0xff, value.length - at - 1);
            text.append(at == 0 ? "" : ",");
            DnsText.escapeLabel(text, value, at + 1, length);
            at += 1 + length;
        }
    }

    private static void addresses(StringBuilder text, byte[] value, int octets) {
        for (int at = 0; at + octets <= value.length; at += octets) {
            byte[] address = new byte[octets];
            System.arraycopy(value, at, address, 0, octets);
            text.append(at == 0 ? "" : ",").append(IpAddress.of(address));
        }
    }
}
