package io.curfew.sensor.imports.log;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Understands the lines of one log, in their order. For one thread. Never throws because of a line. */
public interface LogFormat {
    /** Takes the next line, without its end. What it says goes to the format's sink, at once or with a later line. */
    LineReading line(String line);

    /**
     * Says that no line came, and that it is {@code now} or later: what waits for a line that does not come is told.
     */
    void advance(Instant now);

    /** No more lines come: everything that waits is told. */
    void finish();

    /** What the log has shown so far. */
    Sees sees();

    /** The time of the last line that had one; absent before that. */
    @Nullable
    Instant lastAt();

    /**
     * What a log shows.
     *
     * @param macs MAC addresses of the devices
     * @param flows who talks to whom
     * @param questions who asks for which name
     * @param leases who was given which address
     */
    record Sees(boolean macs, boolean flows, boolean questions, boolean leases) {
        /** Questions and nothing else. */
        public static final Sees QUESTIONS = new Sees(false, false, true, false);

        /** Questions, and leases with the MAC addresses of those who got them. */
        public static final Sees QUESTIONS_AND_LEASES = new Sees(true, false, true, true);
    }
}
