package io.curfew.sensor.device;

import io.curfew.sensor.decode.Octets;

/** Options one behind the other, each with a code and a length of two octets (RFC 8415, section 21.1). */
final class DhcpV6OptionList {
    private static final int HEADER_OCTETS = 4;

    private DhcpV6OptionList() {}

    /** Takes the content of an option. */
    @FunctionalInterface
    interface OptionSink {
        void option(int code, int at, int end);
    }

    /** Hands over the options from {@code from} to before {@code end}, up to the first that is cut short. */
    static void each(byte[] octets, int from, int end, OptionSink sink) {
        int at = from;
        while (end - at >= HEADER_OCTETS) {
            int code = Octets.u16(octets, at);
            int length = Octets.u16(octets, at + 2);
            at += HEADER_OCTETS;
            if (end - at < length) {
                return;
            }
            sink.option(code, at, at + length);
            at += length;
        }
    }
}
