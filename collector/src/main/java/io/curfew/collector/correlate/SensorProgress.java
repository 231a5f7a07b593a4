package io.curfew.collector.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * Which batches of one sensor have been taken. Holds at most {@value #MOST_RUNS} runs, the one heard of longest ago
 * makes room and is one of {@link EndedRuns}, and at most {@value #MOST_GAPS} gaps of each run, the oldest is given up.
 *
 * @param runs latest heard of first
 */
public record SensorProgress(List<Run> runs) {
    static final int MOST_RUNS = 8;
    static final int MOST_GAPS = 64;

    /** Before the first batch. */
    public static final SensorProgress NONE = new SensorProgress(List.of());

    /**
     * One start of the sensor.
     *
     * @param run its name
     * @param next the lowest sequence number above all that were taken
     * @param gaps sequence numbers below {@code next} that were not taken, in ascending order
     */
    public record Run(String run, long next, List<Gap> gaps) {
        public Run {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Batches that are missing.
     *
     * @param first the first sequence number
     * @param last the last sequence number
     */
    public record Gap(long first, long last) {
        boolean contains(long sequence) {
            return first <= sequence && sequence <= last;
        }
    }

    /** What the arrival of a batch means. */
    public sealed interface Arrival {

        /**
         * It is to be taken.
         *
         * @param progress once it is taken
         * @param missing batches found missing before it
         * @param late true when it was missing until now
         */
        record Taken(SensorProgress progress, long missing, boolean late) implements Arrival {}

        /** It was taken before. */
        record SeenBefore() implements Arrival {}
    }

    public SensorProgress {
        runs = List.copyOf(runs);
    }

    /** True when batches of that run were taken and it has not made room. */
    public boolean knows(String runName) {
        return runs.stream().anyMatch(run -> run.run().equals(runName));
    }

    /** The same with a run that made room before, behind all others; what was missing of it was given up. */
    SensorProgress resuming(String runName, long next) {
        List<Run> all = new ArrayList<>(runs);
        all.add(new Run(runName, next, List.of()));
        return new SensorProgress(all);
    }

    /** The runs that made room until {@code later}. */
    List<Run> endedUntil(SensorProgress later) {
        return later.runs.size() >= runs.size()
                ? List.of()
                : runs.stream().filter(run -> !later.knows(run.run())).toList();
    }

    /** A batch of {@code runName} arrives. */
    public Arrival arrival(String runName, long sequence) {
        Run run = runs.stream()
                .filter(candidate -> candidate.run().equals(runName))
                .findFirst()
                .orElseGet(() -> new Run(runName, 0, List.of()));
        if (sequence >= run.next()) {
            long missing = sequence - run.next();
            List<Gap> gaps = new ArrayList<>(run.gaps());
            if (missing > 0) {
                gaps.add(new Gap(run.next(), sequence - 1));
            }
            return new Arrival.Taken(with(new Run(runName, sequence + 1, bounded(gaps))), missing, false);
        }
        for (Gap gap : run.gaps()) {
            if (gap.contains(sequence)) {
                List<Gap> gaps = without(run.gaps(), gap, sequence);
                return new Arrival.Taken(with(new Run(runName, run.next(), gaps)), 0, true);
            }
        }
        return new Arrival.SeenBefore();
    }

    private static List<Gap> without(List<Gap> gaps, Gap filled, long sequence) {
        List<Gap> rest = new ArrayList<>(gaps.size() + 1);
        for (Gap gap : gaps) {
            if (!gap.equals(filled)) {
                rest.add(gap);
                continue;
            }
            if (gap.first() < sequence) {
                rest.add(new Gap(gap.first(), sequence - 1));
            }
            if (sequence < gap.last()) {
                rest.add(new Gap(sequence + 1, gap.last()));
            }
        }
        return bounded(rest);
    }

    private static List<Gap> bounded(List<Gap> gaps) {
        return gaps.size() <= MOST_GAPS ? gaps : gaps.subList(gaps.size() - MOST_GAPS, gaps.size());
    }

    private SensorProgress with(Run latest) {
        List<Run> all = new ArrayList<>(runs.size() + 1);
        all.add(latest);
        runs.stream().filter(run -> !run.run().equals(latest.run())).forEach(all::add);
        return new SensorProgress(all.size() <= MOST_RUNS ? all : all.subList(0, MOST_RUNS));
    }
}
