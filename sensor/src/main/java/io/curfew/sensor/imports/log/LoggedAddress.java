package io.curfew.sensor.imports.log;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

/** Addresses as logs write them. */
public final class LoggedAddress {
    private static final int LONGEST_IP = 64;
    private static final int MAC_CHARACTERS = 17;

    private LoggedAddress() {}

    /** The address of a literal, its scope ({@code %eth0}) left out; null when it is none. Asks nobody. */
    public static @Nullable IpAddress ip(String text) {
        int scope = text.indexOf('%');
        String literal = scope < 0 ? text : text.substring(0, scope);
        if (literal.isEmpty() || literal.length() > LONGEST_IP || !mayBeIp(literal)) {
            return null;
        }
        try {
            return IpAddress.parse(literal);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** Spares an exception for most of what is no address. */
    private static boolean mayBeIp(String text) {
        boolean separated = false;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == ':' || character == '.') {
                separated = true;
            } else if (Character.digit(character, 16) < 0) {
                return false;
            }
        }
        return separated;
    }

    /** The address of {@code xx:xx:xx:xx:xx:xx}; null when it is none. */
    public static @Nullable MacAddress mac(String text) {
        if (text.length() != MAC_CHARACTERS) {
            return null;
        }
        long bits = 0;
        for (int index = 0; index < MAC_CHARACTERS; index++) {
            char character = text.charAt(index);
            if (index % 3 == 2) {
                if (character != ':') {
                    return null;
                }
            } else {
                int digit = Character.digit(character, 16);
                if (digit < 0) {
                    return null;
                }
                bits = bits << 4 | digit;
            }
        }
        return new MacAddress(bits);
    }
}
