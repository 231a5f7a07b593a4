package io.curfew.sensor.name;

import io.curfew.events.ApplicationProtocol;
import io.curfew.sensor.decode.Octets;

/** ClientHellos out of the beginnings of TLS streams, over as many records as they take (RFC 8446, section 5.1). */
final class TlsReader {
    static final int CLIENT_HELLO = 1;
    static final int HANDSHAKE_HEADER_OCTETS = 4;

    private static final int SERVER_HELLO = 2;
    private static final int HANDSHAKE = 22;
    private static final int MAJOR_VERSION = 3;
    private static final int LAST_MINOR_VERSION = 4;
    private static final int RECORD_HEADER_OCTETS = 5;
    private static final int LONGEST_RECORD_OCTETS = 16_384 + 2_048;

    private final HelloReader hellos;
    /** A hello's records, one behind the other without their headers. */
    private final byte[] joined = new byte[Gathering.MOST_OCTETS];

    TlsReader(HelloReader hellos) {
        this.hellos = hellos;
    }

    /** @param isLast no more will come: what is there must do */
    Progress read(Clues clues, byte[] octets, int at, int end, boolean isLast) {
        if (!mayBegin(octets, at, end)) {
            return Progress.FOREIGN;
        }
        if (end - at <= RECORD_HEADER_OCTETS) {
            return isLast ? Progress.FOREIGN : Progress.UNFINISHED;
        }
        if (octets[at + RECORD_HEADER_OCTETS] != CLIENT_HELLO) {
            return Progress.FOREIGN;
        }
        clues.protocol = ApplicationProtocol.TLS;
        int first = at + RECORD_HEADER_OCTETS;
        int firstEnd = Math.min(end, first + Octets.u16(octets, at + 3));
        if (firstEnd - first >= HANDSHAKE_HEADER_OCTETS && first + messageOctets(octets, first) <= firstEnd) {
            hello(clues, octets, first, firstEnd);
            return Progress.SETTLED;
        }
        int length = join(octets, at, end);
        boolean isWhole = length >= HANDSHAKE_HEADER_OCTETS && messageOctets(joined, 0) <= length;
        if (!isWhole && !isLast) {
            return Progress.UNFINISHED;
        }
        hello(clues, joined, 0, length);
        return Progress.SETTLED;
    }

    /** True when the octets, however few, are those of a handshake record's header. */
    private static boolean mayBegin(byte[] octets, int at, int end) {
        int length = end - at;
        boolean isRecord = length > 0 && octets[at] == HANDSHAKE;
        boolean hasMajor = length < 2 || octets[at + 1] == MAJOR_VERSION;
        boolean hasMinor = length < 3 || Octets.u8(octets, at + 2) <= LAST_MINOR_VERSION;
        return isRecord && hasMajor && hasMinor && (length < RECORD_HEADER_OCTETS || hasLength(octets, at));
    }

    private static boolean hasLength(byte[] octets, int at) {
        int length = Octets.u16(octets, at + 3);
        return length > 0 && length <= LONGEST_RECORD_OCTETS;
    }

    /** Joins what records hold, up to the first that is no handshake; gives the octets joined. */
    private int join(byte[] octets, int from, int end) {
        int length = 0;
        int at = from;
        while (end - at > RECORD_HEADER_OCTETS && octets[at] == HANDSHAKE) {
            int record = Math.min(Octets.u16(octets, at + 3), end - at - RECORD_HEADER_OCTETS);
            int count = Math.min(record, joined.length - length);
            System.arraycopy(octets, at + RECORD_HEADER_OCTETS, joined, length, count);
            length += count;
            at += RECORD_HEADER_OCTETS + record;
        }
        return length;
    }

    /** Length of a handshake message, its header included. */
    static int messageOctets(byte[] octets, int at) {
        return HANDSHAKE_HEADER_OCTETS + (Octets.u8(octets, at + 1) << 16 | Octets.u16(octets, at + 2));
    }

    private void hello(Clues clues, byte[] octets, int at, int there) {
        if (there - at >= HANDSHAKE_HEADER_OCTETS) {
            int end = at + messageOctets(octets, at);
            clues.take(hellos.read(octets, at + HANDSHAKE_HEADER_OCTETS, end, there, HelloKind.TLS));
        }
    }

    /** True when a server's answer to a ClientHello begins here. */
    static boolean isServerHello(byte[] octets, int at, int end) {
        return end - at > RECORD_HEADER_OCTETS
                && mayBegin(octets, at, end)
                && octets[at + RECORD_HEADER_OCTETS] == SERVER_HELLO;
    }
}
