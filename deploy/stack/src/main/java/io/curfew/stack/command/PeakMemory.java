package io.curfew.stack.command;

import io.curfew.stack.demo.Replay;
import io.curfew.stack.file.WholeFile;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.StateFolder;
import io.curfew.stack.process.Memory;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** The most memory that the stack and its demo sensors took together; the state folder keeps it of the last demo. */
final class PeakMemory {
    private final StateFolder state;
    private long peakBytes;

    PeakMemory(StateFolder state) {
        this.state = state;
    }

    /** Looks now, and writes down what is more than ever before. */
    void look(Collection<Replay> replays) throws IOException {
        long bytes = replays.stream()
                .mapToLong(replay -> Memory.bytesOf(replay.pid()).orElse(0))
                .sum();
        for (Part part : Part.values()) {
            bytes += state.living(part)
                    .map(process -> Memory.bytesOf(process.pid()).orElse(0))
                    .orElse(0L);
        }
        if (bytes > peakBytes) {
            peakBytes = bytes;
            WholeFile.write(state.demoPeak(), List.of(Long.toString(peakBytes)));
        }
    }
}
