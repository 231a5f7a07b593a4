package io.curfew.sensor.imports;

import io.curfew.events.SourceStatus;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Another eye of the sensor. It reads in a thread of its own and gives its observations to a sink that any thread may
 * call. Trouble that a person can mend, a file that is not there or a port that is taken, is told by {@link #sources()}
 * and tried again: an import never ends the sensor.
 */
public interface Import extends AutoCloseable {
    /** How long one that hangs is waited for. */
    Duration PATIENCE = Duration.ofSeconds(2);

    /** Begins to read; returns at once. */
    void start();

    /** What it sees and how it goes, one for each file, listener or exporter. To be called by any thread. */
    List<SourceStatus> sources();

    /** What it forgot to make room, by kind; without the kinds of which there was none. To be called by any thread. */
    default Map<String, Long> givenUp() {
        return Map.of();
    }

    /** Asks it to end; returns at once. */
    void stop();

    /** Waits until it has ended and the sink has what was read, but no longer than {@code patience}. */
    void finish(Duration patience);

    /** Ends it, and waits for that, for 2 s at most. */
    @Override
    default void close() {
        stop();
        finish(PATIENCE);
    }
}
