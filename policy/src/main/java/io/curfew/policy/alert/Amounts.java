package io.curfew.policy.alert;

import java.time.Duration;
import java.util.Locale;

/** Puts amounts into words, with their units. */
public final class Amounts {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private Amounts() {}

    /** As {@code 3 days}, {@code 90 minutes}, {@code 2.5 seconds}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 2 * DAY) {
            return counted(Math.round((double) seconds / DAY), "day");
        }
        if (seconds >= 2 * HOUR) {
            return counted(Math.round((double) seconds / HOUR), "hour");
        }
        if (seconds >= 2 * MINUTE) {
            return counted(Math.round((double) seconds / MINUTE), "minute");
        }
        return seconds >= 10 ? counted(seconds, "second") : fraction(duration.toMillis() / 1_000.0) + " seconds";
    }

    /** As {@code 6.1 MB}. */
    public static String octets(long octets) {
        if (octets < 1_000) {
            return octets + " bytes";
        }
        if (octets < 1_000_000) {
            return fraction(octets / 1_000.0) + " kB";
        }
        return octets < 1_000_000_000
                ? fraction(octets / 1_000_000.0) + " MB"
                : fraction(octets / 1_000_000_000.0) + " GB";
    }

    /** As {@code 1 try}, {@code 3 tries}. */
    public static String counted(long count, String noun) {
        if (count == 1) {
            return "1 " + noun;
        }
        return count + " "
                + (noun.endsWith("y") && !noun.endsWith("ay")
                        ? noun.substring(0, noun.length() - 1) + "ies"
                        : noun + "s");
    }

    /** With one digit after the point where it says something. */
    public static String fraction(double number) {
        return number >= 10 || number == Math.rint(number)
                ? Long.toString(Math.round(number))
                : String.format(Locale.ROOT, number < 1 ? "%.2f" : "%.1f", number)
                        .replaceFirst("\\.0$", "");
    }
}
