package io.curfew.policy.memory;

import io.curfew.policy.Attempts;
import io.curfew.policy.DeviceDay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The days of a device before its latest one, a line each, latest first: at most {@value #MOST_DAYS}. Numbers in a text
 * take a fifth of the room that records take.
 *
 * @param lines days and numbers, made by {@link #with}
 */
public record PastDays(String lines) {
    /** The most days. */
    public static final int MOST_DAYS = 29;
    /** No day is over. */
    public static final PastDays NONE = new PastDays("");

    /** With one more day, or more of a day that is there. */
    public PastDays with(DeviceDay more) {
        List<DeviceDay> days = new ArrayList<>(latestFirst());
        boolean isThere = false;
        for (int index = 0; index < days.size(); index++) {
            if (days.get(index).day().equals(more.day())) {
                days.set(index, days.get(index).plus(more));
                isThere = true;
            }
        }
        if (!isThere) {
            days.add(more);
            days.sort(Comparator.comparing(DeviceDay::day).reversed());
        }
        StringBuilder text = new StringBuilder(days.size() * 40);
        for (DeviceDay day : days.subList(0, Math.min(days.size(), MOST_DAYS))) {
            Attempts attempts = day.attempts();
            text.append(day.day().toEpochDay());
            for (long number : new long[] {
                day.bytesSent(),
                day.bytesReceived(),
                day.flows(),
                attempts.answered(),
                attempts.unanswered(),
                attempts.refused(),
                attempts.rejected()
            }) {
                text.append(' ').append(number);
            }
            text.append('\n');
        }
        return new PastDays(text.toString());
    }

    public List<DeviceDay> latestFirst() {
        return lines.lines().map(PastDays::day).toList();
    }

    private static DeviceDay day(String line) {
        String[] numbers = line.split(" ", -1);
        return new DeviceDay(
                LocalDate.ofEpochDay(Long.parseLong(numbers[0])),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]),
                new Attempts(
                        Long.parseLong(numbers[4]),
                        Long.parseLong(numbers[5]),
                        Long.parseLong(numbers[6]),
                        Long.parseLong(numbers[7])));
    }

    /** The start of the latest of them. */
    Instant last() {
        int end = lines.indexOf(' ');
        return end < 0
                ? Instant.EPOCH
                : LocalDate.ofEpochDay(Long.parseLong(lines.substring(0, end)))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
    }
}
