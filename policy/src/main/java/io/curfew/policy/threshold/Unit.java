package io.curfew.policy.threshold;

import java.util.Locale;

/** What a threshold counts, and how policies write it. */
public enum Unit {
    /** A plain number. */
    COUNT("a number from 1"),
    /** Seconds. */
    DURATION("a duration like 30s, 10m, 24h or 7d"),
    /** Octets. */
    OCTETS("a size like 500kB, 20MB or 1GB"),
    /** Hundredths. */
    SHARE("a share from 1% to 100%");

    private static final long MOST = 1_000_000_000_000L;
    private static final int MOST_DIGITS = 12;

    private final String form;

    Unit(String form) {
        this.form = form;
    }

    /**
     * Reads a number with its suffix.
     *
     * @throws IllegalArgumentException when it is none of this unit
     */
    public long parse(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        long factor = factor(text.substring(end).toLowerCase(Locale.ROOT));
        long number = end == 0 || end > MOST_DIGITS ? 0 : Long.parseLong(text.substring(0, end));
        if (number == 0 || factor == 0 || number > MOST / factor || (this == SHARE && number > 100)) {
            throw new IllegalArgumentException(form + " is wanted here, was \"" + text + "\"");
        }
        return number * factor;
    }

    /** How many of the unit the suffix stands for; 0 where the unit knows no such suffix. */
    private long factor(String suffix) {
        return switch (this) {
            case COUNT -> suffix.isEmpty() ? 1 : 0;
            case SHARE -> suffix.equals("%") ? 1 : 0;
            case DURATION ->
                switch (suffix) {
                    case "s" -> 1;
                    case "m" -> 60;
                    case "h" -> 3_600;
                    case "d" -> 86_400;
                    default -> 0;
                };
            case OCTETS ->
                switch (suffix) {
                    case "kb" -> 1_000;
                    case "mb" -> 1_000_000;
                    case "gb" -> 1_000_000_000;
                    default -> 0;
                };
        };
    }

    /** The number as policies write it. */
    public String text(long number) {
        return switch (this) {
            case COUNT -> Long.toString(number);
            case SHARE -> number + "%";
            case DURATION ->
                number % 86_400 == 0
                        ? number / 86_400 + "d"
                        : number % 3_600 == 0
                                ? number / 3_600 + "h"
                                : number % 60 == 0 ? number / 60 + "m" : number + "s";
            case OCTETS ->
                number % 1_000_000_000 == 0
                        ? number / 1_000_000_000 + "GB"
                        : number % 1_000_000 == 0 ? number / 1_000_000 + "MB" : number / 1_000 + "kB";
        };
    }
}
