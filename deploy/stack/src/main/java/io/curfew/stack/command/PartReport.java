package io.curfew.stack.command;

import io.curfew.stack.part.Part;
import io.curfew.stack.part.Server;
import io.curfew.stack.part.StateFolder;
import io.curfew.stack.process.Memory;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How one part is. Process, memory and uptime are there when it runs and the system tells. */
record PartReport(
        Part part, State state, String address, OptionalLong pid, OptionalLong memoryBytes, Optional<Duration> uptime) {
    enum State {
        ANSWERS,
        /** It runs but does not do its work yet, or no longer. */
        SILENT,
        /** It was started and is gone though nobody stopped it. */
        DIED,
        STOPPED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static PartReport of(Server server, StateFolder state) throws IOException {
        Optional<ProcessHandle> process = state.living(server.part());
        if (process.isEmpty()) {
            State gone = Files.exists(state.record(server.part())) ? State.DIED : State.STOPPED;
            return new PartReport(
                    server.part(),
                    gone,
                    server.address(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty());
        }
        long pid = process.get().pid();
        return new PartReport(
                server.part(),
                server.answers() ? State.ANSWERS : State.SILENT,
                server.address(),
                OptionalLong.of(pid),
                Memory.bytesOf(pid),
                process.get().info().startInstant().map(begin -> Duration.between(begin, Instant.now())));
    }
}
