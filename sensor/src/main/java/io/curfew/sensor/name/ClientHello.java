package io.curfew.sensor.name;

import io.curfew.events.DomainName;
import io.curfew.events.Ja4;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * What a TLS client says first (RFC 8446, section 4.1.2), as far as it is there: from a message whose end is missing,
 * whatever came before.
 *
 * @param serverName the name asked for (RFC 6066, section 3); absent when there is none or it is no host's
 * @param application the first protocol that is offered inside (RFC 7301); absent when none is
 * @param ja4 the client's fingerprint; absent when the message is not whole
 */
record ClientHello(
        @Nullable DomainName serverName,
        @Nullable String application,
        @Nullable Ja4 ja4) {
    private static final int RANDOM_OCTETS = 32;
    private static final int HOST_NAME = 0;

    /**
     * Reads a message behind its handshake header.
     *
     * @param end where the message ends
     * @param there where the octets end, if before
     */
    static ClientHello read(byte[] octets, int at, int end, int there, HelloKind kind) {
        OctetCursor cursor = new OctetCursor(octets, at, Math.min(end, there));
        Ja4Marks marks = new Ja4Marks(kind);
        marks.version(cursor.u16());
        cursor.skip(RANDOM_OCTETS);
        cursor.skip(cursor.u8());
        if (kind == HelloKind.DTLS) {
            cursor.skip(cursor.u8());
        }
        marks.ciphers(part(cursor, octets, cursor.u16()));
        cursor.skip(cursor.u8());
        // Before extensions were invented a hello ended here.
        boolean isWhole = end <= there && !cursor.isBroken();
        int extensionsEnd = cursor.left() == 0 ? cursor.at() : cursor.u16() + cursor.at();
        DomainName name = null;
        String application = null;
        while (!cursor.isBroken() && cursor.at() < extensionsEnd) {
            int type = cursor.u16();
            OctetCursor content = part(cursor, octets, cursor.u16());
            if (cursor.isBroken()) {
                break;
            }
            marks.extension(type);
            switch (type) {
                case TlsExtension.SERVER_NAME -> name = serverName(content, octets);
                case TlsExtension.APPLICATIONS -> application = application(content, octets);
                case TlsExtension.SIGNATURE_ALGORITHMS -> marks.signatureAlgorithms(content);
                case TlsExtension.SUPPORTED_VERSIONS -> marks.supportedVersions(content);
                default -> {}
            }
        }
        boolean hasMarks = isWhole && !cursor.isBroken();
        return new ClientHello(name, application, hasMarks ? marks.ja4(application) : null);
    }

    /** The next {@code length} octets for themselves, skipped in {@code cursor}. */
    private static OctetCursor part(OctetCursor cursor, byte[] octets, int length) {
        int from = cursor.at();
        cursor.skip(length);
        return new OctetCursor(octets, from, cursor.at());
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
