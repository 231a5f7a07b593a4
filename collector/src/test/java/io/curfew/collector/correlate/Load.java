package io.curfew.collector.correlate;

import io.curfew.collector.load.Town;
import io.curfew.policy.language.Policy;

import java.io.IOException;
import java.lang.management.ManagementFactory;

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
     * @param bytesADevice octets of state a device; 0 when that was not measured
     * @param more further figures, as text
     */
    record Figures(long observations, long warmUp, long cpuNanos, double bytesADevice, String more) {
        double aCpuSecond() {
            return (observations - warmUp) / (cpuNanos / 1e9);
        }

        int warmUpPercent() {
            return (int) (100 * warmUp / observations);
        }
    }

    /** Processor time of this thread. */
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
