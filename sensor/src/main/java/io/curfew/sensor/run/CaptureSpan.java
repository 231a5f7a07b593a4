package io.curfew.sensor.run;

import io.curfew.sensor.capture.CaptureException;
import io.curfew.sensor.capture.CaptureFile;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The time that a capture covers.
 *
 * @param firstNanos the earliest packet's time since 1970; packets may lie in the file in another order
 * @param lastNanos the latest packet's time
 * @param packets how many packets there are
 */
record CaptureSpan(long firstNanos, long lastNanos, long packets) {

    /**
     * Reads the whole file once. Damage ends it there, as it will end the replay.
     *
     * @throws IOException when it is no capture, or cannot be read at all
     */
    static CaptureSpan of(Path file) throws IOException {
        try (CaptureFile capture = CaptureFile.open(file)) {
            long[] bounds = {Long.MAX_VALUE, Long.MIN_VALUE};
            long packets = 0;
            while (next(capture, bounds)) {
                packets++;
            }
            return packets == 0 ? new CaptureSpan(0, 0, 0) : new CaptureSpan(bounds[0], bounds[1], packets);
        }
    }

    private static boolean next(CaptureFile capture, long[] bounds) throws IOException {
        try {
            return capture.next((frame, offset, captured, original, linkType, timestampNanos) -> {
                bounds[0] = Math.min(bounds[0], timestampNanos);
                bounds[1] = Math.max(bounds[1], timestampNanos);
            });
        } catch (CaptureException damaged) {
            return false;
        }
    }

    long durationNanos() {
        return lastNanos - firstNanos;
    }
}
