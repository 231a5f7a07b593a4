package io.curfew.sensor.audit;

import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.capture.FrameSink;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A recording in memory, so that it can be played again and again, at other times than its own. */
record Recording(List<Frame> frames) {
    /** One frame as it was captured. */
    @SuppressWarnings("ArrayRecordComponent") // as the pipeline takes it; nobody compares frames
    record Frame(byte[] octets, int originalLength, int linkType, long timestampNanos) {
        private Instant at() {
            return Instant.ofEpochSecond(0, timestampNanos);
        }
    }

    static Recording of(Path path) throws IOException {
        List<Frame> frames = new ArrayList<>();
        FrameSink keep = (frame, offset, captured, original, linkType, nanos) ->
                frames.add(new Frame(Arrays.copyOfRange(frame, offset, offset + captured), original, linkType, nanos));
        try (CaptureFile capture = CaptureFile.open(path)) {
            while (capture.next(keep)) {}
        }
        return new Recording(frames);
    }

    /** The frames of that time. */
    Recording between(Instant from, Instant to) {
        return new Recording(frames.stream()
                .filter(frame -> !frame.at().isBefore(from) && frame.at().isBefore(to))
                .toList());
    }

    Duration length() {
        return Duration.ofNanos(frames.getLast().timestampNanos() - firstNanos());
    }

    /** Gives the frames to the sink as if the first had come at that time. */
    void play(long startNanos, FrameSink sink) {
        long shift = startNanos - firstNanos();
        for (Frame frame : frames) {
            byte[] octets = frame.octets();
            sink.frame(
                    octets, 0, octets.length, frame.originalLength(), frame.linkType(), frame.timestampNanos() + shift);
        }
    }

    private long firstNanos() {
        return frames.getFirst().timestampNanos();
    }
}
