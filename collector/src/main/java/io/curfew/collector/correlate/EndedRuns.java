package io.curfew.collector.correlate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the runs of one sensor had come that {@link SensorProgress} does not hold any more, so that whoever sends
 * what was recorded of them sends nothing new. Holds at most {@value #MOST}: the one that made room longest ago is
 * forgotten.
 *
 * @param latestFirst by when they made room
 */
public record EndedRuns(List<Ended> latestFirst) {
    static final int MOST = 512;

    /** Before a run made room. */
    static final EndedRuns NONE = new EndedRuns(List.of());

    /**
     * A run that made room.
     *
     * @param digest the first 64 bits of the SHA-256 of its name
     * @param next the lowest sequence number above all that were taken
     */
    public record Ended(long digest, long next) {}

    public EndedRuns {
        latestFirst = List.copyOf(latestFirst);
    }

    /** The lowest sequence number that was not taken of a run; 0 of one that is not known. */
    long next(String run) {
        long digest = digest(run);
        for (Ended ended : latestFirst) {
            if (ended.digest() == digest) {
                return ended.next();
            }
        }
        return 0;
    }

    EndedRuns with(SensorProgress.Run ended) {
        long digest = digest(ended.run());
        List<Ended> all = new ArrayList<>(latestFirst.size() + 1);
        all.add(new Ended(digest, ended.next()));
        latestFirst.stream().filter(other -> other.digest() != digest).forEach(all::add);
        return new EndedRuns(all.subList(0, Math.min(MOST, all.size())));
    }

    private static long digest(String run) {
        try {
            byte[] octets = MessageDigest.getInstance("SHA-256").digest(run.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(octets).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
