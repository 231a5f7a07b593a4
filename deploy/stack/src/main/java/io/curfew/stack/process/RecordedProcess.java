package io.curfew.stack.process;

import io.curfew.stack.file.WholeFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that was started earlier, maybe by another program: its id, when it began and the marker on its command
 * line. Ids are used again, after a reboot above all, so a process counts as the same only when all three agree.
 */
public record RecordedProcess(long pid, Birth began, String marker) {
    /** A process that becomes another program, as setsid does, has no command line for less than that. */
    private static final Duration NAMELESS = Duration.ofSeconds(1);

    private static final Duration GLANCE = Duration.ofMillis(1);

    public RecordedProcess {
        if (pid <= 1) {
            throw new IllegalArgumentException("pid must be above 1, was " + pid);
        }
        if (marker.isBlank()) {
            throw new IllegalArgumentException("marker must not be blank");
        }
    }

    /** The process itself, if it still runs and is no stranger with the same id. */
    public Optional<ProcessHandle> living() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    /** The process of this user that bears the marker, though nobody recorded it; empty when none does. */
    public static Optional<ProcessHandle> marked(String marker) {
        Optional<String> user = ProcessHandle.current().info().user();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(marker))
                .filter(process -> process.info().user().equals(user))
                .findFirst();
    }

    private boolean isSame(ProcessHandle process) {
        return began.isOf(process) && commandLine(process).contains(marker);
    }

    /** The words of its command line, once it has one; none when it ends before. */
    private static List<String> commandLine(ProcessHandle process) {
        long end = System.nanoTime() + NAMELESS.toNanos();
        Optional<String[]> arguments = process.info().arguments();
        while (arguments.isEmpty() && process.isAlive() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE.toNanos());
            arguments = process.info().arguments();
        }
        return arguments.map(List::of).orElse(List.of());
    }

    /** Writes the record to a file of three lines, in one step: a reader sees all of it or none. */
    public void write(Path file) throws IOException {
        WholeFile.write(file, List.of(Long.toString(pid), began.text(), marker));
    }

    /** What the file says; empty when there is none or it is not such a record. */
    public static Optional<RecordedProcess> read(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() < 3
                    ? Optional.empty()
                    : Optional.of(new RecordedProcess(
                            Long.parseLong(lines.getFirst()), new Birth(lines.get(1)), lines.get(2)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
