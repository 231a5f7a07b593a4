package io.curfew.sensor.name;

import io.curfew.sensor.decode.Octets;
import org.jspecify.annotations.Nullable;

/** The long header of a QUIC packet (RFC 9000, section 17.2) as far as it is not protected. Used again and again. */
final class QuicHeader {
    static final int MOST_CONNECTION_ID_OCTETS = 20;

    private static final int LONG = 0x80;

    @Nullable
    QuicVersion version;

    boolean isInitial;
    int connectionAt;
    int connectionOctets;
    /** Where the protected packet number begins. */
    int numberAt;

    int packetAt;
    /** Where the next packet of the datagram begins. */
    int packetEnd;

    /** True when the octets may begin with a packet that can be read. Cheap: refuses nearly all that is no QUIC. */
    static boolean mayBegin(byte[] octets, int at, int end) {
        return end - at >= 7 && (octets[at] & LONG) != 0 && QuicVersion.of(Octets.i32(octets, at + 1)) != null;
    }

    /** False when there is no packet whose end can be told. */
    boolean read(byte[] octets, int at, int end) {
        if (!mayBegin(octets, at, end)) {
            return false;
        }
        QuicVersion known = QuicVersion.of(Octets.i32(octets, at + 1));
        int type = octets[at] >>> 4 & 3;
        if (known == null || type == known.retryType()) {
            return false;
        }
        OctetCursor cursor = new OctetCursor(octets, at + 5, end);
        version = known;
        isInitial = type == known.initialType();
        packetAt = at;
        connectionOctets = cursor.u8();
        connectionAt = cursor.at();
        cursor.skip(connectionOctets);
        int source = cursor.u8();
        cursor.skip(source);
        if (isInitial) {
            cursor.skip(cursor.varint());
        }
        long length = cursor.varint();
        numberAt = cursor.at();
        cursor.skip(length);
        packetEnd = cursor.at();
        return !cursor.isBroken()
                && connectionOctets <= MOST_CONNECTION_ID_OCTETS
                && source <= MOST_CONNECTION_ID_OCTETS;
    }
}
