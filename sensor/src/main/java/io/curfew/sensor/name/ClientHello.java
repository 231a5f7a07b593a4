package io.curfew.sensor.name;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * What a TLS client says first (RFC 8446, section 4.1.2), as far as it is there: from a message whose end is missing,
 * whatever came before.
 *
 * @param serverName the name asked for (RFC 6066, section 3); absent when there is none or it is no host's
 * @param application the first protocol that is offered inside (RFC 7301); absent when none is
 */
record ClientHello(
        @Nullable DomainName serverName, @Nullable String application) {
    private static final int VERSION_AND_RANDOM_OCTETS = 34;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int APPLICATIONS = 16;

    /** Reads the message behind its handshake header. */
    static ClientHello read(byte[] octets, int at, int end, boolean isDatagram) {
        OctetCursor cursor = new OctetCursor(octets, at, end);
        cursor.skip(VERSION_AND_RANDOM_OCTETS);
        cursor.skip(cursor.u8());
        if (isDatagram) {
            cursor.skip(cursor.u8());
        }
        cursor.skip(cursor.u16());
        cursor.skip(cursor.u8());
        int extensionsEnd = cursor.u16() + cursor.at();
        DomainName name = null;
        String application = null;
        while (!cursor.isBroken() && cursor.at() < extensionsEnd) {
            int type = cursor.u16();
            int length = cursor.u16();
            int from = cursor.at();
            cursor.skip(length);
            if (type == SERVER_NAME && !cursor.isBroken()) {
                name = serverName(new OctetCursor(octets, from, from + length), octets);
            } else if (type == APPLICATIONS && !cursor.isBroken()) {
                application = application(new OctetCursor(octets, from, from + length), octets);
            }
        }
        return new ClientHello(name, application);
    }

    private static @Nullable DomainName serverName(OctetCursor list, byte[] octets) {
        list.u16();
        while (list.left() > 0) {
            int type = list.u8();
            int length = list.u16();
            int from = list.at();
            list.skip(length);
            if (type == HOST_NAME && !list.isBroken()) {
                return ServerNames.read(octets, from, from + length);
            }
        }
        return null;
    }

    private static @Nullable String application(OctetCursor list, byte[] octets) {
        list.u16();
        int length = list.u8();
        int from = list.at();
        list.skip(length);
        return list.isBroken() || length == 0 ? null : new String(octets, from, length, StandardCharsets.ISO_8859_1);
    }
}
