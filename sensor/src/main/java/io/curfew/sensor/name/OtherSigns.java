package io.curfew.sensor.name;

import io.curfew.events.ApplicationProtocol;
import io.curfew.sensor.decode.Octets;
import org.jspecify.annotations.Nullable;

/** Protocols without a server's name that are told by the first octets of a payload. Hot path. */
final class OtherSigns {
    private static final int SSH = 'S' << 24 | 'S' << 16 | 'H' << 8 | '-';
    private static final int HTTP = 'H' << 24 | 'T' << 16 | 'T' << 8 | 'P';
    private static final int MQTT = 'M' << 24 | 'Q' << 16 | 'T' << 8 | 'T';
    private static final int MQTT_OLD = 'M' << 24 | 'Q' << 16 | 'I' << 8 | 's';
    private static final int MQTT_CONNECT = 0x10;
    private static final int MOST_LENGTH_OCTETS = 4;
    private static final int STUN_COOKIE = 0x2112_a442;
    private static final int STUN_HEADER_OCTETS = 20;

    private OtherSigns() {}

    /** What a TCP client's or server's first octets show; absent when nothing known. */
    static @Nullable String ofStream(byte[] octets, int at, int end) {
        if (end - at < 4) {
            return null;
        }
        int first = Octets.i32(octets, at);
        if (first == SSH) {
            return ApplicationProtocol.SSH;
        }
        return isMqtt(octets, at, end) ? ApplicationProtocol.MQTT : null;
    }

    /** What a TCP server's answer shows though its question was not seen; absent when nothing known. */
    static @Nullable String ofAnswer(byte[] octets, int at, int end) {
        if (TlsReader.isServerHello(octets, at, end)) {
            return ApplicationProtocol.TLS;
        }
        return end - at > 4 && Octets.i32(octets, at) == HTTP && octets[at + 4] == '/'
                ? ApplicationProtocol.HTTP
                : null;
    }

    /** CONNECT (MQTT 3.1, 3.1.1 and 5, section 3.1): type, length of one to four octets, the protocol's name. */
    private static boolean isMqtt(byte[] octets, int at, int end) {
        if (octets[at] != MQTT_CONNECT) {
            return false;
        }
        int name = at + 1;
        while (name < end && name < at + MOST_LENGTH_OCTETS && octets[name] < 0) {
            name++;
        }
        name++;
        if (end - name < 6) {
            return false;
        }
        int text = Octets.i32(octets, name + 2);
        int length = Octets.u16(octets, name);
        return (length == 4 && text == MQTT) || (length == 6 && text == MQTT_OLD);
    }

    /** True for a STUN message (RFC 8489, section 5), by which devices find their way through address translation. */
    static boolean isStun(byte[] octets, int at, int end) {
        return end - at >= STUN_HEADER_OCTETS
                && (octets[at] & 0xc0) == 0
                && Octets.i32(octets, at + 4) == STUN_COOKIE
                && Octets.u16(octets, at + 2) <= end - at - STUN_HEADER_OCTETS;
    }
}
