package io.curfew.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * When a process began, as a text. Linux counts ticks since a boot that has a name, which no setting of the clock
 * moves: {@code BOOT/TICKS}. Elsewhere it is the time, as {@link Instant} writes it.
 */
record Birth(String text) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** Of the fields behind a program's name in {@code /proc/PID/stat}: see proc_pid_stat(5), starttime. */
    private static final int START = 19;

    /** Systems tell the start by the boot time, which moves when the clock is set right. */
    private static final Duration CLOCK_CORRECTION = Duration.ofMinutes(2);

    Birth {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a process began some time");
        }
    }

    static Birth of(ProcessHandle process) {
        try {
            return new Birth(ticks(process));
        } catch (IOException | IndexOutOfBoundsException elsewhere) {
            return new Birth(
                    process.info().startInstant().orElseGet(Instant::now).toString());
        }
    }

    private static String ticks(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return Files.readString(BOOT).strip() + "/"
                + stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START];
    }

    /** True when the process began then. */
    boolean isOf(ProcessHandle process) {
        if (text.indexOf('/') >= 0) {
            return equals(of(process));
        }
        try {
            Instant began = Instant.parse(text);
            return process.info()
                    .startInstant()
                    .map(start -> Duration.between(began, start).abs().compareTo(CLOCK_CORRECTION) <= 0)
                    .orElse(false);
        } catch (DateTimeException damaged) {
            return false;
        }
    }
}
