package io.curfew.policy.detect;

import io.curfew.policy.alert.Amounts;
import io.curfew.policy.memory.Effort;

import java.time.Duration;
import java.util.Arrays;
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
    private static final int FEWEST_TO_HALVE = 6;

    /** Whether the time between tries changes. */
    enum Course {
        STEADY,
        BACKING_OFF,
        SPEEDING_UP
    }

    static Cadence of(List<Effort.Try> tries) {
        long[] starts = tries.stream().mapToLong(Effort.Try::startMillis).toArray();
        Arrays.sort(starts);
        int last = starts.length - 1;
        double mean = mean(starts, 0, last);
        if (last < FEWEST_TO_HALVE) {
            return new Cadence(mean, mean, mean, Course.STEADY);
        }
        double earlier = mean(starts, 0, last / 2);
        double later = mean(starts, last / 2, last);
        Course course = later > earlier * CLEARLY
                ? Course.BACKING_OFF
                : earlier > later * CLEARLY ? Course.SPEEDING_UP : Course.STEADY;
        return new Cadence(mean, earlier, later, course);
    }

    private static double mean(long[] starts, int from, int to) {
        return to <= from ? 0 : (double) (starts[to] - starts[from]) / (to - from);
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
