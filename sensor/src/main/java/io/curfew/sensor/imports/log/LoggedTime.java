package io.curfew.sensor.imports.log;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time at the beginning of a line: {@code Nov 22 08:06:20}, {@code 22-Nov-2026 08:06:20.123} or ISO 8601.
 *
 * @param at the time
 * @param end where the rest of the line begins
 */
public record LoggedTime(Instant at, int end) {
    private static final String[] MONTHS = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final int LONGEST_YEARS_BETWEEN_LEAP_DAYS = 8;
    private static final int LONGEST_ISO = 40;
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(10);

    /** Null when the line begins with no time. */
    static @Nullable LoggedTime of(String line, LogSettings settings) {
        try {
            if (line.length() > 10 && line.charAt(4) == '-') {
                return iso(line, settings.zone());
            }
            return line.length() > 11 && line.charAt(2) == '-' ? bind(line, settings.zone()) : syslog(line, settings);
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    /**
     * True when the log's clock was set back behind the line before, or an hour of the summer came again: what waits by
     * the times until then would not be due for as long.
     */
    boolean isSetBackBehind(@Nullable Instant before) {
        return before != null && Duration.between(at, before).compareTo(OUT_OF_ORDER) > 0;
    }

    /** RFC 3164: no year and no zone. The month may be a number in the language of the machine. */
    private static @Nullable LoggedTime syslog(String line, LogSettings settings) {
        int afterMonth = line.indexOf(' ');
        if (afterMonth < 2 || afterMonth > 8) {
            return null;
        }
        int month = month(line.substring(0, afterMonth));
        int dayFrom = afterMonth;
        while (dayFrom < line.length() && line.charAt(dayFrom) == ' ') {
            dayFrom++;
        }
        int dayTo = dayFrom;
        while (dayTo < line.length() && isDigit(line.charAt(dayTo))) {
            dayTo++;
        }
        int day = number(line, dayFrom, dayTo);
        int clock = dayTo + 1;
        if (month == 0 || day < 0 || line.length() < clock + 8 || line.charAt(dayTo) != ' ') {
            return null;
        }
        int hour = number(line, clock, clock + 2);
        int minute = number(line, clock + 3, clock + 5);
        int second = number(line, clock + 6, clock + 8);
        if (hour < 0 || minute < 0 || second < 0 || line.charAt(clock + 2) != ':' || line.charAt(clock + 5) != ':') {
            return null;
        }
        Instant at = inThePast(month, day, hour, minute, second, settings);
        return at == null ? null : new LoggedTime(at, behind(line, clock + 8));
    }

    private static @Nullable Instant inThePast(
            int month, int day, int hour, int minute, int second, LogSettings settings) {
        Instant latest = settings.present().instant().plus(CLOCKS_DIFFER);
        int year = latest.atZone(settings.zone()).getYear();
        for (int back = 0; back <= LONGEST_YEARS_BETWEEN_LEAP_DAYS; back++) {
            try {
                Instant at = LocalDateTime.of(year - back, month, day, hour, minute, Math.min(second, 59))
                        .atZone(settings.zone())
                        .toInstant();
                if (!at.isAfter(latest)) {
                    return at;
                }
            } catch (DateTimeException noSuchDay) {
                if (month != 2 || day != 29) {
                    return null;
                }
            }
        }
        return null;
    }

    /** {@code 22-Nov-2026 08:06:20.123}, as BIND writes it. */
    private static @Nullable LoggedTime bind(String line, ZoneId zone) {
        if (line.length() < 20 || line.charAt(6) != '-') {
            return null;
        }
        int month = month(line.substring(3, 6));
        int day = number(line, 0, 2);
        int year = number(line, 7, 11);
        int hour = number(line, 12, 14);
        int minute = number(line, 15, 17);
        int second = number(line, 18, 20);
        if (month == 0 || day < 0 || year < 0 || hour < 0 || minute < 0 || second < 0) {
            return null;
        }
        int end = 20;
        int millis = 0;
        if (line.length() >= 24 && line.charAt(20) == '.') {
            millis = Math.max(0, number(line, 21, 24));
            end = 24;
        }
        Instant at = LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59), millis * 1_000_000)
                .atZone(zone)
                .toInstant();
        return sane(at) == null ? null : new LoggedTime(at, behind(line, end));
    }

    private static @Nullable LoggedTime iso(String line, ZoneId zone) {
        int space = line.indexOf(' ');
        int end = space < 0 ? line.length() : space;
        if (end < 11 && line.length() > 19) {
            // A space in place of the T.
            int next = line.indexOf(' ', end + 1);
            end = next < 0 ? line.length() : next;
        }
        if (end > LONGEST_ISO) {
            return null;
        }
        Instant at = isoInstant(line.substring(0, end).replace(' ', 'T'), zone);
        return at == null ? null : new LoggedTime(at, behind(line, end));
    }

    /** ISO 8601 with or without a zone, {@code +0100} as well as {@code +01:00}; null when it is something else. */
    public static @Nullable Instant isoInstant(String text, ZoneId zone) {
        if (text.length() < 19 || text.length() > LONGEST_ISO) {
            return null;
        }
        try {
            return sane(isoTime(text, zone));
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static Instant isoTime(String text, ZoneId zone) {
        int sign = Math.max(text.indexOf('+', 19), text.indexOf('-', 19));
        if (sign > 0) {
            LocalDateTime local = LocalDateTime.parse(text.substring(0, sign));
            return OffsetDateTime.of(local, ZoneOffset.of(text.substring(sign))).toInstant();
        }
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    /** The time; null for one that no log was written at, and that observations cannot have. */
    private static @Nullable Instant sane(Instant at) {
        return at.isBefore(Instant.EPOCH) || at.isAfter(LATEST) ? null : at;
    }

    /** Seconds since 1970 with a fraction, as {@code 1795334794.353520}; null when it is something else. */
    public static @Nullable Instant epoch(String text) {
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        if (whole == 0 || whole > 11) {
            return null;
        }
        long seconds = 0;
        for (int index = 0; index < whole; index++) {
            if (!isDigit(text.charAt(index))) {
                return null;
            }
            seconds = seconds * 10 + (text.charAt(index) - '0');
        }
        long nanos = 0;
        long unit = 100_000_000;
        for (int index = whole + 1; index < text.length(); index++) {
            if (!isDigit(text.charAt(index))) {
                return null;
            }
            nanos += (text.charAt(index) - '0') * unit;
            unit /= 10;
        }
        return sane(Instant.ofEpochSecond(seconds, nanos));
    }

    private static int month(String text) {
        if (isDigit(text.charAt(0))) {
            int digits = text.length() > 1 && isDigit(text.charAt(1)) ? 2 : 1;
            boolean named = text.length() > digits && text.charAt(digits) > 0x7f;
            int number = number(text, 0, digits);
            return named && number <= 12 ? number : 0;
        }
        for (int index = 0; index < MONTHS.length; index++) {
            if (MONTHS[index].equalsIgnoreCase(text)) {
                return index + 1;
            }
        }
        return 0;
    }

    /** The number between two places; -1 when there is none. */
    private static int number(String text, int from, int to) {
        if (from >= to || to - from > 4) {
            return -1;
        }
        int number = 0;
        for (int index = from; index < to; index++) {
            if (!isDigit(text.charAt(index))) {
                return -1;
            }
            number = number * 10 + (text.charAt(index) - '0');
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int behind(String line, int end) {
        int behind = end;
        while (behind < line.length() && line.charAt(behind) == ' ') {
            behind++;
        }
        return behind;
    }
}
