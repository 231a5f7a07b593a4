package io.curfew.sensor.health;

import io.curfew.events.StatusObservation.Sight;

import java.time.Duration;

/** Counts how often and for how long nothing could be seen, by a clock that only runs forward. */
public final class SightWatch {
    private boolean sees = true;
    private long lastNanos;
    private boolean started;
    private long timesLost;
    private long goneNanos;

    /** Says whether anything can be seen now. */
    public void look(boolean seesNow, long steadyNanos) {
        if (started && !sees) {
            goneNanos += steadyNanos - lastNanos;
        }
        if (sees && !seesNow) {
            timesLost++;
        }
        sees = seesNow;
        lastNanos = steadyNanos;
        started = true;
    }

    public Sight sight() {
        return new Sight(sees, timesLost, Duration.ofNanos(goneNanos));
    }
}
