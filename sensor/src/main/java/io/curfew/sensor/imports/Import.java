package io.curfew.sensor.imports;

import io.curfew.events.SourceStatus;

import java.util.List;

/**
 * Another eye of the sensor. It reads in a thread of its own and gives its observations to a sink that any thread may
 * call. Trouble that a person can mend, a file that is not there or a port that is taken, is told by {@link #sources()}
 * and tried again: an import never ends the sensor.
 */
public interface Import extends AutoCloseable {
    /** Begins to read; returns at once. */
    void start();

    /** What it sees and how it goes, one for each file, listener or exporter. To be called by any thread. */
    List<SourceStatus> sources();

    /** Ends reading, having given to the sink what was read; waits for that, but not for long. */
    @Override
    void close();
}
