package io.curfew.sensor.dns;

/** Extended DNS errors (RFC 8914), by which a filtering resolver says that it is one. */
final class ExtendedError {
    private static final int OPTION = 15;
    private static final int OPTION_HEADER_OCTETS = 4;
    private static final int FORGED_ANSWER = 4;
    private static final int BLOCKED = 15;
    private static final int CENSORED = 16;
    private static final int FILTERED = 17;

    private ExtendedError() {}

    /**
     * True when the OPT record among the {@code additional} records, which stand behind {@code before} others, tells of
     * a filter.
     */
    static boolean saysFiltered(DnsCursor cursor, int before, int additional) {
        for (int record = 0; record < before && !cursor.isBroken(); record++) {
            cursor.skipName();
            cursor.skip(8);
            cursor.skip(cursor.u16());
        }
        for (int record = 0; record < additional && !cursor.isBroken(); record++) {
            cursor.skipName();
            boolean isOptions = cursor.u16() == DnsNumbers.OPT;
            cursor.skip(6);
            int length = cursor.u16();
            if (isOptions && cursor.has(length)) {
                return optionsSayFiltered(cursor, cursor.position() + length);
            }
            cursor.skip(length);
        }
        return false;
    }

    private static boolean optionsSayFiltered(DnsCursor cursor, int end) {
        while (end - cursor.position() >= OPTION_HEADER_OCTETS && !cursor.isBroken()) {
            int option = cursor.u16();
            int behind = cursor.u16() + cursor.position();
            if (option == OPTION && behind <= end && isFilter(cursor.u16())) {
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
