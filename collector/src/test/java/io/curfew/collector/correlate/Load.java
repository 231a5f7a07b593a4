package io.curfew.collector.correlate;

import io.curfew.collector.load.Town;
import io.curfew.policy.language.Policy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** One way to take what a town sends. */
interface Load {

    /** Takes at least {@code observations}, the first third of them to get warm. */
    Figures measure(Town town, Policy policy, long observations) throws IOException, InterruptedException;

    /**
     * What came of it.
     *
     * @param observations how many were taken
     * @param warmUp how many of them before the clock ran
     * @param cpuNanos processor time for the others
     * @param wallNanos time for the others
     * @param bytesADevice octets of state a device; 0 when that was not measured
     * @param recoverySeconds until it worked again without its disk; 0 when that was not measured
     * @param more further figures, as text
     */
    record Figures(
            long observations,
            long warmUp,
            long cpuNanos,
            long wallNanos,
            double bytesADevice,
            double recoverySeconds,
            String more) {
        double aCpuSecond() {
            return (observations - warmUp) / (cpuNanos / 1e9);
        }

        double aSecond() {
            return (observations - warmUp) / (wallNanos / 1e9);
        }

        int warmUpPercent() {
            return (int) (100 * warmUp / observations);
        }
    }

    /** Says how far it is, each time another tenth is done. */
    static void progress(long before, long done, long wanted) {
        if (10 * before / wanted != 10 * done / wanted) {
            System.err.printf(Locale.ROOT, "bench: %,d of %,d observations%n", done, wanted);
        }
    }

    /** Processor time of this thread. */
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
