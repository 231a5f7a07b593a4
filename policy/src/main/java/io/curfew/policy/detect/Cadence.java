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
    private static final int FEWEST_TO_HALVE = 6;

    /** Whether the time between tries changes. */
    enum Course {
        STEADY,
        BACKING_OFF,
        SPEEDING_UP
    }

    static Cadence of(List<Tempo.Stretch> stretches) {
        long tries = stretches.stream().mapToLong(Tempo.Stretch::tries).sum();
        if (tries < 2) {
            return new Cadence(0, 0, 0, Course.STEADY);
        }
        long start = stretches.getFirst().firstMillis();
        long end = stretches.getLast().lastMillis();
        double mean = (double) (end - start) / (tries - 1);
        long inEarlier = 0;
        long half = start;
        for (Tempo.Stretch stretch : stretches) {
            if (2 * inEarlier < tries) {
                inEarlier += stretch.tries();
                half = stretch.lastMillis();
            }
        }
        long inLater = tries - inEarlier;
        if (tries <= FEWEST_TO_HALVE || inEarlier < 2 || inLater == 0) {
            return new Cadence(mean, mean, mean, Course.STEADY);
        }
        double earlier = (double) (half - start) / (inEarlier - 1);
        double later = (double) (end - half) / inLater;
        Course course = later > earlier * CLEARLY
                ? Course.BACKING_OFF
                : earlier > later * CLEARLY ? Course.SPEEDING_UP : Course.STEADY;
        return new Cadence(mean, earlier, later, course);
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
