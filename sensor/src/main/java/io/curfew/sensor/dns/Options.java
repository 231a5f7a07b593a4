package io.curfew.sensor.dns;

/**
 * What the OPT record of a response adds to its header (RFC 6891, section 6.1.3).
 *
 * @param upperCode the bits of the response code above the header's four, in their place
 * @param isFiltered true when an extended error (RFC 8914) says that the answer is a filter's
 */
record Options(int upperCode, boolean isFiltered) {
    /** There is no such record. */
    static final Options NONE = new Options(0, false);

    private static final int HEADER_CODE_BITS = 4;
    private static final int EXTENDED_ERROR = 15;
    private static final int OPTION_HEADER_OCTETS = 4;
    private static final int FORGED_ANSWER = 4;
    private static final int BLOCKED = 15;
    private static final int CENSORED = 16;
    private static final int FILTERED = 17;

    /** Those of the {@code additional} records, which stand behind {@code before} others. */
    static Options read(DnsCursor cursor, int before, int additional) {
        for (int record = 0; record < before && !cursor.isBroken(); record++) {
            cursor.skipName();
            cursor.skip(8);
            cursor.skip(cursor.u16());
        }
        for (int record = 0; record < additional && !cursor.isBroken(); record++) {
            cursor.skipName();
            boolean isOptions = cursor.u16() == DnsNumbers.OPT;
            cursor.skip(2);
            int upperCode = (cursor.u16() >>> 8) << HEADER_CODE_BITS;
            cursor.skip(2);
            int length = cursor.u16();
            if (isOptions && cursor.has(length)) {
                return new Options(upperCode, sayFiltered(cursor, cursor.position() + length));
            }
            cursor.skip(length);
        }
        return NONE;
    }

    private static boolean sayFiltered(DnsCursor cursor, int end) {
        while (end - cursor.position() >= OPTION_HEADER_OCTETS && !cursor.isBroken()) {
            int option = cursor.u16();
            int behind = cursor.u16() + cursor.position();
            if (option == EXTENDED_ERROR && behind <= end && isFilter(cursor.u16())) {
                return true;
            }
            cursor.moveTo(Math.min(behind, end));
        }
        return false;
    }

    private static boolean isFilter(int code) {
        return switch (code) {
            case FORGED_ANSWER, BLOCKED, CENSORED, FILTERED -> true;
            default -> false;
        };
    }
}
