package io.curfew.sensor.name;

/** The frames of a QUIC client's first packets (RFC 9000, section 19); gathers what CRYPTO frames hold. */
final class QuicFrames {
    private static final int PADDING = 0;
    private static final int PING = 1;
    private static final int ACK = 2;
    private static final int ACK_WITH_ECN = 3;
    private static final int CRYPTO = 6;

    private QuicFrames() {}

    /** Stops at the first frame that such packets do not have. */
    static void gather(Gathering gathering, byte[] octets, int length) {
        OctetCursor cursor = new OctetCursor(octets, 0, length);
        while (cursor.left() > 0) {
            switch (cursor.u8()) {
                case PADDING, PING -> {}
                case ACK -> acknowledgement(cursor, 0);
                case ACK_WITH_ECN -> acknowledgement(cursor, 3);
                case CRYPTO -> crypto(gathering, octets, cursor);
                default -> {
                    return;
                }
            }
        }
    }

    private static void acknowledgement(OctetCursor cursor, int counts) {
        cursor.varint();
        cursor.varint();
        long ranges = cursor.varint();
        cursor.varint();
        for (long range = 0; range < ranges && !cursor.isBroken(); range++) {
            cursor.varint();
            cursor.varint();
        }
        for (int count = 0; count < counts; count++) {
            cursor.varint();
        }
    }

    private static void crypto(Gathering gathering, byte[] octets, OctetCursor cursor) {
        long offset = cursor.varint();
        long length = cursor.varint();
        int at = cursor.at();
        cursor.skip(length);
        if (!cursor.isBroken()) {
            gathering.put(offset, octets, at, (int) length);
        }
    }
}
