package io.curfew.stack.process;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        RecordedProcess written = new RecordedProcess(4711, new Birth("2026-11-23T03:00:00Z"), MARKER);

        written.write(folder.resolve("kafka"));

        assertThat(RecordedProcess.read(folder.resolve("kafka"))).hasValue(written);
    }

    @Test
    void aMissingOrDamagedFileIsNoRecord() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged"), "4711\n\n" + MARKER);

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

        assertThat(new RecordedProcess(stranger.pid(), Birth.of(stranger), MARKER).living())
                .isEmpty();
    }

    @Test
    void aProcessThatBeganAtAnotherTimeIsNotTheProcess() throws Exception {
        RecordedProcess process = DetachedProcess.start(sleeper());
        try {
            assertThat(recorded(process, "2026-11-23T03:00:00Z").living()).isEmpty();
            assertThat(recorded(process, "another-boot/4711").living()).isEmpty();
            assertThat(recorded(process, "yesterday").living()).isEmpty();
        } finally {
            end(process);
        }
    }

    /** Where the kernel counts ticks; the time of its start moves with the clock. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void noClockMovesWhatIsRecorded() throws Exception {
        RecordedProcess process = DetachedProcess.start(sleeper());
        try {
            assertThat(process.began().text()).matches("[0-9a-f-]{36}/[0-9]+");
        } finally {
            end(process);
        }
    }

    /** As earlier versions wrote it down. */
    @Test
    void aProcessIsKnownByTheTimeAtWhichItBegan() throws Exception {
        RecordedProcess process = DetachedProcess.start(sleeper());
        try {
            Instant began = ProcessHandle.of(process.pid())
                    .flatMap(handle -> handle.info().startInstant())
                    .orElseThrow();

            assertThat(recorded(process, began.plusSeconds(60).toString()).living())
                    .isPresent();
        } finally {
            end(process);
        }
    }

    private static RecordedProcess recorded(RecordedProcess process, String began) {
        return new RecordedProcess(process.pid(), new Birth(began), process.marker());
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
