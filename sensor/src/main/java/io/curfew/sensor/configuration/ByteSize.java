package io.curfew.sensor.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size that is written with its unit, as {@code 8 MiB}. */
public record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(B|KiB|MiB|GiB)");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative, was " + bytes);
        }
    }

    static ByteSize ofMebibytes(long mebibytes) {
        return new ByteSize(mebibytes << 20);
    }

    /**
     * Reads a whole number and a unit: B, KiB, MiB or GiB.
     *
     * @throws IllegalArgumentException when {@code text} is anything else
     */
    public static ByteSize parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a size has a unit, like 8 MiB, was \"" + text + "\"");
        }
        long number = Long.parseLong(parts.group(1));
        return new ByteSize(
                switch (parts.group(2)) {
                    case "KiB" -> number << 10;
                    case "MiB" -> number << 20;
                    case "GiB" -> number << 30;
                    default -> number;
                });
    }

    /** With the largest unit that leaves a whole number. */
    @Override
    public String toString() {
        if (bytes != 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + " GiB";
        }
        if (bytes != 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        if (bytes != 0 && bytes % (1L << 10) == 0) {
            return (bytes >> 10) + " KiB";
        }
        return bytes + " B";
    }
}
