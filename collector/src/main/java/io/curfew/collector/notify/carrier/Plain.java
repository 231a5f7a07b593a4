package io.curfew.collector.notify.carrier;

import io.curfew.policy.PlainLetters;

import java.nio.charset.StandardCharsets;

/** Makes text that strangers chose fit to stand in a line: no controls, no marks that turn or hide letters. */
final class Plain {
    private static final int LINE = 500;

    private Plain() {}

    /** One line of at most 500 characters; what may not stand in it is a space. */
    static String line(String text) {
        return line(text, LINE);
    }

    /** One line of at most so many characters. */
    static String line(String text, int most) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), most));
        text.codePoints()
                .limit(most)
                .map(letter -> PlainLetters.has(letter) ? letter : ' ')
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
