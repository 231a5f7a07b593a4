package io.curfew.sensor.name;

import io.curfew.events.ApplicationProtocol;
import io.curfew.sensor.decode.Octets;

/** ClientHellos of DTLS (RFC 6347, section 4; RFC 9147, section 5), which fit one datagram. */
final class DtlsReader {
    private static final int HANDSHAKE = 22;
    private static final int MAJOR_VERSION = 0xfe;
    private static final int RECORD_HEADER_OCTETS = 13;
    private static final int HANDSHAKE_HEADER_OCTETS = 12;

    private final HelloReader hellos;

    DtlsReader(HelloReader hellos) {
        this.hellos = hellos;
    }

    Progress read(Clues clues, byte[] octets, int at, int end) {
        int message = at + RECORD_HEADER_OCTETS;
        int body = message + HANDSHAKE_HEADER_OCTETS;
        boolean isHello = end >= body
                && octets[at] == HANDSHAKE
                && Octets.u8(octets, at + 1) == MAJOR_VERSION
                && octets[message] == TlsReader.CLIENT_HELLO;
        if (!isHello) {
            return Progress.FOREIGN;
        }
        clues.protocol = ApplicationProtocol.DTLS;
        boolean isFirstFragment = Octets.u8(octets, message + 6) == 0 && Octets.u16(octets, message + 7) == 0;
        int recordEnd = Math.min(end, message + Octets.u16(octets, at + 11));
        if (isFirstFragment && recordEnd >= body) {
            int helloEnd = body + u24(octets, message + 1);
            int fragmentEnd = Math.min(recordEnd, body + u24(octets, message + 9));
            clues.take(hellos.read(octets, body, helloEnd, fragmentEnd, HelloKind.DTLS));
        }
        return Progress.SETTLED;
    }

    private static int u24(byte[] octets, int at) {
        return Octets.u8(octets, at) << 16 | Octets.u16(octets, at + 1);
    }
}
