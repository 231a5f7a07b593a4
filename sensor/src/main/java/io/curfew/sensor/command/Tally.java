package io.curfew.sensor.command;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of things. Holds at most {@value #MOST_THINGS}: what comes after is counted together. */
final class Tally<T extends Comparable<? super T>> {
    static final int MOST_THINGS = 20_000;

    private final Map<T, Long> counts = new HashMap<>();
    private long others;

    void add(T thing) {
        if (counts.size() < MOST_THINGS || counts.containsKey(thing)) {
            counts.merge(thing, 1L, Long::sum);
        } else {
            others++;
        }
    }

    long count(T thing) {
        return counts.getOrDefault(thing, 0L);
    }

    int things() {
        return counts.size();
    }

    /** How often things were counted that found no room. */
    long others() {
        return others;
    }

    /** The things counted most often, at most {@code limit}; equal counts in the things' own order. */
    List<Map.Entry<T, Long>> most(int limit) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<T, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .toList();
    }
}
