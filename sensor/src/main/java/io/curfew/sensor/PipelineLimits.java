package io.curfew.sensor;

/**
 * How much a pipeline keeps in memory at most.
 *
 * @param flows flows open at once
 * @param dnsQuestions DNS questions waiting for their answer at once
 */
public record PipelineLimits(int flows, int dnsQuestions) {
    /**
     * Enough for a site of some hundred devices. Flows take about 410 octets each, 6.7 MB when all are open, and their
     * servers' names 64 octets each at most; questions take 400 octets each, and their names 256 at most.
     */
    public static final PipelineLimits DEFAULT = new PipelineLimits(16_384, 2_048);

    /** For who reads a file, and has more memory than a sensor. */
    public static final PipelineLimits OF_FILES = new PipelineLimits(32_768, 4_096);

    public PipelineLimits {
        if (flows < 1 || dnsQuestions < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1, were " + flows + " flows and " + dnsQuestions + " DNS questions");
        }
    }
}
