package io.curfew.collector.row;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Texts in few octets: by their place where the row has said them before or where {@link Words} knows them; digests,
 * times and the MAC addresses that are ids of devices by what they stand for; all others as they are.
 */
final class Texts {
    private static final int WAY_BITS = 2;
    private static final int AS_IT_IS = 0;
    private static final int SAID_BEFORE = 1;
    private static final int WORD = 2;
    private static final int DIGEST = 3;

    /** A digest of no octets stands for a time. */
    private static final int TIME = 0;

    /** A digest of one octet stands for a MAC address as {@code 02-00-00-00-00-21}. */
    private static final int MAC = 1;

    private static final int SHORTEST_DIGEST = 8;
    private static final int SHORTEST_TIME = "2026-01-01T00:00:00Z".length();
    private static final int HEX = 16;
    private static final int MAC_LETTERS = "02-00-00-00-00-21".length();
    private static final int MAC_OCTETS = 6;
    /** Two digits, and the dash before the next. */
    private static final int LETTERS_A_MAC_OCTET = 3;

    private Texts() {}

    static void write(RowOutput output, String text) {
        int word = Words.place(text);
        if (word >= 0) {
            header(output, WORD, word);
            return;
        }
        int place = output.said().texts.place(text);
        if (place != Heard.NEVER) {
            header(output, SAID_BEFORE, place);
            return;
        }
        Instant time = output.time(text);
        if (time != null) {
            header(output, DIGEST, TIME);
            output.signed(time.getEpochSecond());
            output.unsigned(time.getNano());
        } else if (isDigest(text)) {
            header(output, DIGEST, text.length() / 2);
            for (int index = 0; index < text.length(); index += 2) {
                output.octet(octet(text, index));
            }
        } else if (isMac(text)) {
            header(output, DIGEST, MAC);
            for (int index = 0; index < text.length(); index += LETTERS_A_MAC_OCTET) {
                output.octet(octet(text, index));
            }
        } else {
            byte[] utf8 = RowOutput.utf8(text);
            header(output, AS_IT_IS, utf8.length);
            output.octets(utf8);
        }
        output.said().texts.add(text);
    }

    private static int octet(String text, int index) {
        return Character.digit(text.charAt(index), HEX) * HEX + Character.digit(text.charAt(index + 1), HEX);
    }

    private static void header(RowOutput output, int way, int number) {
        output.unsigned((long) number << WAY_BITS | way);
    }

    static String read(RowInput input) {
        int header = input.count();
        int number = header >>> WAY_BITS;
        int way = header & ((1 << WAY_BITS) - 1);
        if (way == WORD) {
            return Words.at(number);
        }
        if (way == SAID_BEFORE) {
            return input.said().texts.at(number);
        }
        String text = way == AS_IT_IS ? input.utf8(number) : spelled(input, number);
        input.said().texts.add(text);
        return text;
    }

    private static String spelled(RowInput input, int octets) {
        return switch (octets) {
            case TIME -> time(input);
            case MAC -> hex(input, MAC_OCTETS, "-");
            default -> hex(input, octets, "");
        };
    }

    private static String time(RowInput input) {
        long second = input.signed();
        return Instant.ofEpochSecond(second, input.unsigned()).toString();
    }

    private static String hex(RowInput input, int octets, String between) {
        StringBuilder text = new StringBuilder((2 + between.length()) * octets);
        for (int index = 0; index < octets; index++) {
            int octet = input.octet();
            text.append(index == 0 ? "" : between)
                    .append(Character.forDigit(octet / HEX, HEX))
                    .append(Character.forDigit(octet % HEX, HEX));
        }
        return text.toString();
    }

    private static boolean isDigest(String text) {
        if (text.length() < 2 * SHORTEST_DIGEST || text.length() % 2 != 0) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            if (!isDigit(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMac(String text) {
        if (text.length() != MAC_LETTERS) {
            return false;
        }
        for (int index = 0; index < MAC_LETTERS; index++) {
            char letter = text.charAt(index);
            boolean isBetween = index % LETTERS_A_MAC_OCTET == 2;
            if (isBetween ? letter != '-' : !isDigit(letter)) {
                return false;
            }
        }
        return true;
    }

    /** Of upper case there is none: what is read again must be the same to the letter. */
    private static boolean isDigit(char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    }

    /** False for nearly all texts that are no time. */
    static boolean mayBeTime(String text) {
        return text.length() >= SHORTEST_TIME && text.charAt(text.length() - 1) == 'Z' && text.charAt(4) == '-';
    }

    /** The time that a text stands for to the letter; null when none. */
    static @Nullable Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.toString().equals(text) ? time : null;
        } catch (DateTimeException none) {
            return null;
        }
    }
}
