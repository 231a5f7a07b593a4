package io.curfew.policy.memory;

import io.curfew.policy.memory.Effort.End;

import java.util.ArrayList;
import java.util.List;

/**
 * How tries went, and how fast they came, by the time at which they began: a try that is rejected is told seconds after
 * that, one that nothing answers a minute after, so that those that were told last are not those that were made last.
 * Keeps the latest {@value #MOST_STRETCHES} stretches of ten seconds in which tries began.
 *
 * @param stretches the earliest first
 */
public record Tempo(List<Stretch> stretches) {
    static final Tempo NONE = new Tempo(List.of());

    private static final int MOST_STRETCHES = 18;
    private static final long STRETCH_MILLIS = 10_000;
    /** With fewer tries of which all is known, or fewer stretches, those count of which not all is known. */
    private static final long FEWEST = 10;

    private static final int FEWEST_STRETCHES = 2;
    /** So many that a course shows. */
    private static final int STRETCHES_OF_A_COURSE = 4;
    /** In stretches: tries that lie further back than that are another storm's. */
    private static final long LONGEST_GAP = 30;

    /**
     * The tries that began within ten seconds.
     *
     * @param number which ten seconds since 1970
     * @param silent tries that nothing answered
     * @param refused tries that the other side refused
     * @param rejected tries that somebody on the way rejected
     * @param firstMillis when the first of them began, milliseconds since 1970
     * @param lastMillis when the last of them began
     * @param lagMillis the longest time from the beginning of one until it was told
     */
    public record Stretch(
            long number, long silent, long refused, long rejected, long firstMillis, long lastMillis, long lagMillis) {
        /** How many there were. */
        public long tries() {
            return silent + refused + rejected;
        }

        /** Both in one, by the number of this one. */
        public Stretch and(Stretch other) {
            return new Stretch(
                    number,
                    silent + other.silent,
                    refused + other.refused,
                    rejected + other.rejected,
                    Math.min(firstMillis, other.firstMillis),
                    Math.max(lastMillis, other.lastMillis),
                    Math.max(lagMillis, other.lagMillis));
        }
    }

    public Tempo {
        stretches = List.copyOf(stretches);
    }

    /**
     * With tries that came at even times and went alike.
     *
     * @param lastMillis when the last of them began
     * @param stepMillis the time between two of them
     * @param toldMillis when they were told
     */
    Tempo with(long tries, long lastMillis, long stepMillis, End how, long toldMillis) {
        long firstMillis = lastMillis - (tries - 1) * stepMillis;
        long lag = Math.max(0, toldMillis - firstMillis);
        long latest = Math.floorDiv(lastMillis, STRETCH_MILLIS);
        long earliest = Math.max(Math.floorDiv(firstMillis, STRETCH_MILLIS), latest - MOST_STRETCHES + 1);
        List<Stretch> more = new ArrayList<>(stretches);
        for (long number = earliest; number <= latest; number++) {
            long start = number * STRETCH_MILLIS;
            // Counted from the last, which is 0.
            long from = stepMillis == 0
                    ? 0
                    : Math.ceilDiv(Math.max(0, lastMillis - start - STRETCH_MILLIS + 1), stepMillis);
            long to = stepMillis == 0 ? tries - 1 : Math.min(tries - 1, (lastMillis - start) / stepMillis);
            if (from <= to) {
                long count = to - from + 1;
                merge(
                        more,
                        new Stretch(
                                number,
                                how == End.SILENT ? count : 0,
                                how == End.REFUSED ? count : 0,
                                how == End.REJECTED ? count : 0,
                                lastMillis - to * stepMillis,
                                lastMillis - from * stepMillis,
                                lag));
            }
        }
        return new Tempo(more.subList(Math.max(0, more.size() - MOST_STRETCHES), more.size()));
    }

    /** Mostly at the end: tries are told nearly in the order in which they began. */
    private static void merge(List<Stretch> stretches, Stretch more) {
        int place = stretches.size();
        while (place > 0 && stretches.get(place - 1).number() > more.number()) {
            place--;
        }
        if (place > 0 && stretches.get(place - 1).number() == more.number()) {
            stretches.set(place - 1, stretches.get(place - 1).and(more));
        } else {
            stretches.add(place, more);
        }
    }

    /** What a row says that has the tries alone, which an earlier version wrote. */
    static Tempo of(List<Effort.Try> tries) {
        Tempo tempo = NONE;
        for (Effort.Try one : tries) {
            tempo = tempo.with(1, one.startMillis(), 0, one.how() == null ? End.SILENT : one.how(), one.endMillis());
        }
        return tempo;
    }

    /**
     * The latest tries, at least {@link Effort#MOST_TRIES} in {@value #STRETCHES_OF_A_COURSE} stretches where there
     * were as many, by the stretches in which they began: of those that began long enough ago that all is told of them,
     * as far as the lags so far say. While there are few of these, all that are known.
     */
    public Tempo latestKnown(long toldMillis) {
        long lag = stretches.stream().mapToLong(Stretch::lagMillis).max().orElse(0);
        List<Stretch> known = stretches.stream()
                .filter(stretch -> (stretch.number() + 1) * STRETCH_MILLIS <= toldMillis - lag)
                .toList();
        boolean isEnough = known.size() >= FEWEST_STRETCHES && tries(known) >= FEWEST;
        List<Stretch> counted = isEnough ? known : stretches;
        int from = counted.size();
        long tries = 0;
        while (from > 0
                && (tries < Effort.MOST_TRIES || counted.size() - from < STRETCHES_OF_A_COURSE)
                && !isGap(counted, from)) {
            from--;
            tries += counted.get(from).tries();
        }
        return new Tempo(counted.subList(from, counted.size()));
    }

    /** True when nothing was tried for long before the stretch of that index. */
    private static boolean isGap(List<Stretch> stretches, int index) {
        return index < stretches.size()
                && stretches.get(index).number() - stretches.get(index - 1).number() > LONGEST_GAP;
    }

    private static long tries(List<Stretch> stretches) {
        return stretches.stream().mapToLong(Stretch::tries).sum();
    }

    /** How many tries there are. */
    public long tries() {
        return tries(stretches);
    }

    /** How many of them ended so. */
    public long tries(End how) {
        return stretches.stream()
                .mapToLong(stretch -> switch (how) {
                    case SILENT -> stretch.silent();
                    case REFUSED -> stretch.refused();
                    case REJECTED -> stretch.rejected();
                })
                .sum();
    }

    /** With nothing at times that have yet to come. */
    Tempo noLaterThan(long nowMillis) {
        return new Tempo(stretches.stream()
                .filter(stretch -> stretch.lastMillis() <= nowMillis)
                .toList());
    }
}
