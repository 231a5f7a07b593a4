package io.curfew.sensor.privacy;

import java.time.Instant;

/** A minute of the clock, since 1970. */
record Minute(long number) {
    private static final long SECONDS = 60;

    static Minute of(Instant time) {
        return new Minute(Math.floorDiv(time.getEpochSecond(), SECONDS));
    }

    Instant begin() {
        return Instant.ofEpochSecond(number * SECONDS);
    }

    Instant end() {
        return Instant.ofEpochSecond((number + 1) * SECONDS);
    }
}
