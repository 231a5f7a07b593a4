package io.curfew.policy.detect;

import io.curfew.policy.alert.Amounts;
import io.curfew.policy.memory.Tempo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the time between tries goes.
 *
 * @param meanMillis the mean time between tries
 * @param earlierMillis the mean in the earlier half of them
 * @param laterMillis the mean in the later half
 * @param course whether it changes
 */
record Cadence(double meanMillis, double earlierMillis, double laterMillis, Course course) {
    private static final double CLEARLY = 1.5;
    /** Stretches of each half. */
    private static final int FEWEST_TO_COMPARE = 2;
    /** Between bursts; a burst that is shorter lies in two stretches at most. */
    private static final long PAUSE_MILLIS = 10_000;

    private static final int STRETCHES_OF_A_BURST = 2;

    /** Whether the time between tries changes. */
    enum Course {
        STEADY,
        BACKING_OFF,
        SPEEDING_UP
    }

    static Cadence of(List<Tempo.Stretch> stretches) {
        List<Tempo.Stretch> parts = wholeBursts(stretches);
        double mean = mean(parts);
        int half = parts.size() / 2;
        if (half < FEWEST_TO_COMPARE) {
            return new Cadence(mean, mean, mean, Course.STEADY);
        }
        double earlier = mean(parts.subList(0, half));
        double later = mean(parts.subList(half, parts.size()));
        Course course = later > earlier * CLEARLY
                ? Course.BACKING_OFF
                : earlier > later * CLEARLY ? Course.SPEEDING_UP : Course.STEADY;
        return new Cadence(mean, earlier, later, course);
    }

    /**
     * Each burst in one, where tries come in bursts: one that lies in two stretches would be a fast time of its own.
     * The last one may still go on, and counts where it has as many tries as the one before. Where tries do not come in
     * bursts, the stretches as they are.
     */
    private static List<Tempo.Stretch> wholeBursts(List<Tempo.Stretch> stretches) {
        List<Tempo.Stretch> bursts = new ArrayList<>();
        for (Tempo.Stretch stretch : stretches) {
            if (bursts.isEmpty() || stretch.firstMillis() - bursts.getLast().lastMillis() >= PAUSE_MILLIS) {
                bursts.add(stretch);
            } else {
                bursts.set(bursts.size() - 1, bursts.getLast().and(stretch));
            }
        }
        long ofSeveralTries = bursts.stream().filter(burst -> burst.tries() > 1).count();
        boolean areBursts = bursts.size() > 1
                && ofSeveralTries * 2 > bursts.size()
                && stretches.size() <= bursts.size() * STRETCHES_OF_A_BURST;
        if (!areBursts) {
            return stretches;
        }
        int last = bursts.size() - 1;
        boolean goesOn =
                last > 1 && bursts.get(last).tries() < bursts.get(last - 1).tries();
        return goesOn ? bursts.subList(0, last) : bursts;
    }

    /** The mean time between tries; from the end of the first stretch on, so that bursts count with their pauses. */
    private static double mean(List<Tempo.Stretch> stretches) {
        if (stretches.isEmpty()) {
            return 0;
        }
        Tempo.Stretch first = stretches.getFirst();
        if (stretches.size() == 1) {
            return first.tries() < 2 ? 0 : (double) (first.lastMillis() - first.firstMillis()) / (first.tries() - 1);
        }
        long later = stretches.stream().skip(1).mapToLong(Tempo.Stretch::tries).sum();
        return (double) (stretches.getLast().lastMillis() - first.lastMillis()) / later;
    }

    String text() {
        return switch (course) {
            case STEADY -> "each " + seconds(meanMillis) + " and does not back off";
            case BACKING_OFF ->
                "slower and slower: it backs off from " + seconds(earlierMillis) + " to " + seconds(laterMillis)
                        + " between tries";
            case SPEEDING_UP ->
                "faster and faster: from " + seconds(earlierMillis) + " to " + seconds(laterMillis) + " between tries";
        };
    }

    private static String seconds(double millis) {
        return Amounts.duration(Duration.ofMillis(Math.round(millis)));
    }
}
