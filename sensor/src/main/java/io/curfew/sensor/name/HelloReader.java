package io.curfew.sensor.name;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** Reads ClientHellos (RFC 8446, section 4.1.2) out of what carries them. For one thread. */
final class HelloReader {
    private static final int RANDOM_OCTETS = 32;
    private static final int HOST_NAME = 0;

    private final Fingerprints fingerprints = new Fingerprints();

    /**
     * Reads a message behind its handshake header.
     *
     * @param end where the message ends
     * @param there where the octets end, if before
     */
    ClientHello read(byte[] octets, int at, int end, int there, HelloKind kind) {
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
        while (!cursor.isBroken() && cursor.at() < extensionsEnd) {
            int type = cursor.u16();
            OctetCursor content = part(cursor, octets, cursor.u16());
            if (cursor.isBroken()) {
                break;
            }
            marks.extension(type);
            switch (type) {
                case TlsExtension.SERVER_NAME -> name = serverName(content, octets);
                case TlsExtension.APPLICATIONS -> marks.application(application(content, octets));
                case TlsExtension.SIGNATURE_ALGORITHMS -> marks.signatureAlgorithms(content);
                case TlsExtension.SUPPORTED_VERSIONS -> marks.supportedVersions(content);
                default -> {}
            }
        }
        boolean hasAllMarks = isWhole && !cursor.isBroken();
        return new ClientHello(name, marks.application(), hasAllMarks ? fingerprints.of(marks) : null);
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
