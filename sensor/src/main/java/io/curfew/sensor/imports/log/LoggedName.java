package io.curfew.sensor.imports.log;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** Names as logs write them. A device chooses the name that it asks for: anything may stand here. */
public final class LoggedName {
    /** A name has 253 octets; a log may escape each as four characters (RFC 1035, section 5.1). */
    private static final int LONGEST_CHARACTERS = 1_012;

    private LoggedName() {}

    /**
     * The name in the form that observations have: what is not printable ASCII as {@code \DDD}. Null when it is longer
     * than any name.
     */
    public static @Nullable DomainName of(String text) {
        if (text.length() > LONGEST_CHARACTERS) {
            return null;
        }
        if (isPlain(text)) {
            return new DomainName(text);
        }
        StringBuilder name = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int value = octet & 0xff;
            if (value > 0x20 && value < 0x7f) {
                name.append((char) value);
            } else {
                name.append('\\')
                        .append((char) ('0' + value / 100))
                        .append((char) ('0' + value / 10 % 10))
                        .append((char) ('0' + value % 10));
            }
        }
        return name.length() > LONGEST_CHARACTERS ? null : new DomainName(name.toString());
    }

    private static boolean isPlain(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character <= 0x20 || character >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
