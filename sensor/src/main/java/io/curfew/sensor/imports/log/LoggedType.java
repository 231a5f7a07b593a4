package io.curfew.sensor.imports.log;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Types of questions and records as logs write them. */
final class LoggedType {
    private static final int LONGEST = 12;

    private LoggedType() {}

    /** In the form that observations have: a mnemonic or {@code TYPE123}. Null when it looks like neither. */
    static @Nullable String of(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        boolean isNumber = true;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean isDigit = character >= '0' && character <= '9';
            boolean isLetter = (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
            if (!isDigit && !isLetter && character != '-' && character != '=') {
                return null;
            }
            isNumber &= isDigit;
        }
        if (isNumber) {
            return "TYPE" + text;
        }
        // dnsmasq writes type=123 for what it has no mnemonic for.
        return text.startsWith("type=") ? "TYPE" + text.substring(5) : text.toUpperCase(Locale.ROOT);
    }
}
