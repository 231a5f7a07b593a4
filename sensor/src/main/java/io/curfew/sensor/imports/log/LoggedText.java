package io.curfew.sensor.imports.log;

import java.nio.charset.StandardCharsets;

/** Texts that others chose: a device its hostname and its vendor class, a server its answers. */
public final class LoggedText {
    /** As long as a DHCP option. */
    private static final int LONGEST_OCTETS = 255;

    private LoggedText() {}

    /** At most {@value #LONGEST_OCTETS} octets of it, those outside printable ASCII as {@code \DDD}. */
    public static String of(String text) {
        byte[] octets = (text.length() > LONGEST_OCTETS ? text.substring(0, LONGEST_OCTETS) : text)
                .getBytes(StandardCharsets.UTF_8);
        StringBuilder safe = new StringBuilder(octets.length);
        for (int index = 0; index < Math.min(octets.length, LONGEST_OCTETS); index++) {
            int octet = octets[index] & 0xff;
            if (octet >= ' ' && octet <= '~') {
                safe.append((char) octet);
            } else {
                safe.append('\\')
                        .append((char) ('0' + octet / 100))
                        .append((char) ('0' + octet / 10 % 10))
                        .append((char) ('0' + octet % 10));
            }
        }
        return safe.toString();
    }
}
