package io.curfew.stack.process;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class RecordedProcessTest {
    private static final String MARKER = "-Dstack.process=kafka@/home/ada/.curfew";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aRecordIsReadAsItWasWritten() throws IOException {
        RecordedProcess written = new RecordedProcess(4711, Instant.parse("2026-11-23T03:00:00Z"), MARKER);

        written.write(folder.resolve("kafka"));

        assertThat(RecordedProcess.read(folder.resolve("kafka"))).hasValue(written);
    }

    @Test
    void aMissingOrDamagedFileIsNoRecord() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged"), "4711\nyesterday\n" + MARKER);

        assertThat(RecordedProcess.read(folder.resolve("missing"))).isEmpty();
        assertThat(RecordedProcess.read(damaged)).isEmpty();
    }

    @Test
    void aStartedProcessIsFoundAgain() throws Exception {
        RecordedProcess process = DetachedProcess.start(sleeper());
        try {
            assertThat(process.living()).map(ProcessHandle::pid).hasValue(process.pid());
        } finally {
            end(process);
        }

        assertThat(process.living()).isEmpty();
    }

    /** While setsid becomes the program, the kernel shows a process without a command line. */
    @RepeatedTest(20)
    void aProcessIsFoundAtEveryMomentAfterItsStart() throws Exception {
        RecordedProcess process = DetachedProcess.start(sleeper());
        try {
            long end = System.nanoTime() + Duration.ofMillis(5).toNanos();
            while (System.nanoTime() - end < 0) {
                assertThat(process.living()).isPresent();
            }
        } finally {
            end(process);
        }
    }

    @Test
    void aStrangerWithTheSameIdIsNotTheProcess() {
        ProcessHandle stranger = ProcessHandle.current();
        Instant began = stranger.info().startInstant().orElseThrow();

        assertThat(new RecordedProcess(stranger.pid(), began, MARKER).living()).isEmpty();
    }

    @Test
    void aProcessThatBeganAtAnotherTimeIsNotTheProcess() throws Exception {
        RecordedProcess process = DetachedProcess.start(sleeper());
        try {
            RecordedProcess beforeTheReboot =
                    new RecordedProcess(process.pid(), process.began().minus(Duration.ofHours(1)), process.marker());

            assertThat(beforeTheReboot.living()).isEmpty();
        } finally {
            end(process);
        }
    }

    private Launch sleeper() {
        return new Launch(
                List.of("/bin/sh", "-c", "while :; do sleep 1; done", MARKER),
                MARKER,
                Map.of(),
                folder,
                folder.resolve("console.log"));
    }

    private static void end(RecordedProcess process) {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }
}
