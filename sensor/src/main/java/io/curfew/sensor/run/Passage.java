package io.curfew.sensor.run;

import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.capture.FrameSink;

import java.io.IOException;
import java.nio.file.Path;

/** Captures taken through the stages as fast as they can be read, at the times that stand in them. For one thread. */
public final class Passage {
    private final Stages stages;
    private long lastNanos;

    public Passage(Stages stages) {
        this.stages = stages;
    }

    /**
     * Takes one capture through, to its end.
     *
     * @throws IOException when it is no capture or damaged; what came before was taken
     */
    public void take(Path capture) throws IOException {
        try (CaptureFile file = CaptureFile.open(capture)) {
            // One for all packets: a method reference within the loop would be made anew for each.
            FrameSink sink = this::frame;
            while (file.next(sink)) {}
        }
    }

    private void frame(
            byte[] frame, int offset, int capturedLength, int originalLength, int linkType, long timestampNanos) {
        lastNanos = Math.max(lastNanos, timestampNanos);
        stages.frame(frame, offset, capturedLength, originalLength, linkType, timestampNanos);
        stages.reportWhenDue(lastNanos);
    }

    /** Ends what is open. Nothing may follow. */
    public void finish() {
        stages.finish(lastNanos);
    }

    public PacketCounters packets() {
        return stages.packets();
    }
}
