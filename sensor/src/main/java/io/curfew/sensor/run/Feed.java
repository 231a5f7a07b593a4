package io.curfew.sensor.run;

import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.privacy.PrivacyCounters;

import java.io.IOException;

/** Where one run's observations come from: packets go through the stages into the run's outbox, and imports beside. */
public sealed interface Feed permits LiveWatch, Replay, ImportWatch {
    /**
     * Feeds until the packets end or {@link #stop()} is called, and then ends what is open.
     *
     * @throws IOException when no packets are to be had, or no more
     */
    void run() throws IOException, InterruptedException;

    /** Says that a moment has passed; called by a timer. */
    void tick();

    /** Makes {@link #run} return. */
    void stop();

    /** What became of the packets; to be asked when {@link #run} has returned. */
    PacketCounters packets();

    /** What was not said of whom; to be asked when {@link #run} has returned. */
    PrivacyCounters privacy();
}
