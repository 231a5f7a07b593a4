package io.curfew.policy.detect;

import io.curfew.policy.alert.Amounts;
import io.curfew.policy.memory.Tempo;

import java.time.Duration;
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

    /** Whether the time between tries changes. */
    enum Course {
        STEADY,
        BACKING_OFF,
        SPEEDING_UP
    }

    static Cadence of(List<Tempo.Stretch> stretches) {
        double mean = mean(stretches);
        int half = stretches.size() / 2;
        if (half < FEWEST_TO_COMPARE) {
            return new Cadence(mean, mean, mean, Course.STEADY);
        }
        double earlier = mean(stretches.subList(0, half));
        double later = mean(stretches.subList(half, stretches.size()));
        Course course = later > earlier * CLEARLY
                ? Course.BACKING_OFF
                : earlier > later * CLEARLY ? Course.SPEEDING_UP : Course.STEADY;
        return new Cadence(mean, earlier, later, course);
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
