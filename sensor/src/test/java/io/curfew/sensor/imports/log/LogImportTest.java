package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.Observation;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.FlowNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

final class LogImportTest {
    private final List<Observation> observations = new ArrayList<>();
    private Instant now = LogText.NOON;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("pihole.log");
    }

    private LogImport follow(boolean fromStart) {
        return follow(fromStart, observations::add);
    }

    private LogImport follow(boolean fromStart, ObservationSink sink) {
        return new LogImport(
                LogKind.DNSMASQ,
                file(),
                LogText.SETTINGS,
                fromStart,
                folder.resolve("state"),
                ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
                new FlowNumbers(),
                sink);
    }

    private static String asked(String name) {
        return "Nov  1 11:59:00 dnsmasq[17]: query[A] " + name + " from 192.0.2.21\n"
                + "Nov  1 11:59:00 dnsmasq[17]: cached " + name + " is 203.0.113.1\n";
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void readAll(LogImport log) {
        while (log.step() > 0) {}
    }

    private List<String> names() {
        return observations.stream()
                .map(DnsObservation.class::cast)
                .map(dns -> dns.questionName().value())
                .toList();
    }

    @Test
    void aLogIsFollowedFromItsEnd() throws IOException {
        append(asked("old.example.org"));
        LogImport log = follow(false);
        readAll(log);

        append(asked("new.example.org"));
        readAll(log);

        assertThat(names()).containsExactly("new.example.org");
    }

    @Test
    void howFarItWasReadIsWrittenDownThoughTheClockWasSetBack() throws IOException {
        append(asked("a.example.org"));
        readAll(follow(true));
        now = now.plusSeconds(3_600);
        LogImport log = follow(true);
        append(asked("b.example.org"));
        readAll(log);
        now = now.minusSeconds(3_600);
        append(asked("c.example.org"));
        readAll(log);

        // The sensor is killed, and starts again.
        readAll(follow(true));

        assertThat(names()).containsExactly("a.example.org", "b.example.org", "c.example.org");
    }

    @Test
    @Timeout(30)
    void anErrorThatEndsAnImportIsSaid() throws Exception {
        append(asked("a.example.org"));
        LogImport log = follow(true, _ -> {
            throw new NoClassDefFoundError("a library that could not be unpacked");
        });

        log.start();
        while (!String.valueOf(log.sources().getFirst().problem()).startsWith("ended")) {
            Thread.sleep(1);
        }

        assertThat(log.sources().getFirst().problem())
                .isEqualTo("ended by a bug: java.lang.NoClassDefFoundError: a library that could not be unpacked");
        log.close();
    }

    /** As of a log on a server that does not answer. */
    @Test
    void whoAsksHowItIsDoesNotWaitForADiskThatHangs() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor())
                .isZero();
        LogImport log = follow(true);
        Thread reader = Thread.ofPlatform().daemon().start(() -> readAll(log));
        while (reader.getState() != Thread.State.RUNNABLE) {
            Thread.sleep(1);
        }
        Thread.sleep(100);
        now = now.plusSeconds(61);

        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(log.sources().getFirst().problem()).contains("does not answer"));

        // Whoever opens it for writing lets the reader go.
        append("");
        reader.join();
    }

    @Test
    void aLineIsReadWhenItHasEnded() throws IOException {
        append("");
        LogImport log = follow(true);
        String line = asked("a.example.org");
        append(line.substring(0, 60));
        readAll(log);
        assertThat(log.sources().getFirst().items()).isZero();

        append(line.substring(60));
        readAll(log);

        assertThat(names()).containsExactly("a.example.org");
        assertThat(log.sources().getFirst().items()).isEqualTo(2);
    }

    @Test
    void anotherFileThatTakesTheNameIsReadAfterTheFirst() throws IOException {
        append(asked("a.example.org"));
        LogImport log = follow(true);
        readAll(log);
        append(asked("b.example.org"));
        Files.move(file(), folder.resolve("pihole.log.1"));
        readAll(log);
        // The server goes on writing to the old file until it is told to open the new one.
        Files.createFile(file());
        readAll(log);
        Files.writeString(folder.resolve("pihole.log.1"), asked("c.example.org"), StandardOpenOption.APPEND);

        append(asked("d.example.org"));
        readAll(log);

        assertThat(names()).containsExactly("a.example.org", "b.example.org", "c.example.org", "d.example.org");
    }

    @Test
    void aFileCutToNothingIsReadFromItsBeginning() throws IOException {
        append(asked("a.example.org") + asked("b.example.org"));
        LogImport log = follow(true);
        readAll(log);

        Files.writeString(file(), asked("c.example.org"), StandardOpenOption.TRUNCATE_EXISTING);
        readAll(log);

        assertThat(names()).containsExactly("a.example.org", "b.example.org", "c.example.org");
    }

    @Test
    void aFileCutAndGrownBeyondWhatWasReadIsKnownByItsBeginning() throws IOException {
        append(asked("a.example.org"));
        LogImport log = follow(true);
        readAll(log);

        Files.writeString(
                file(), asked("c.example.org") + asked("d.example.org"), StandardOpenOption.TRUNCATE_EXISTING);
        readAll(log);

        assertThat(names()).containsExactly("a.example.org", "c.example.org", "d.example.org");
    }

    @Test
    void aRestartLosesNothingAndRepeatsNothing() throws IOException {
        append(asked("a.example.org") + "Nov  1 11:59:00 dnsmasq[17]: que");
        LogImport first = follow(true);
        readAll(first);
        first.close();
        append("ry[A] b.example.org from 192.0.2.21\n");

        LogImport second = follow(true);
        readAll(second);
        second.close();

        assertThat(names()).containsExactly("a.example.org", "b.example.org");
    }

    @Test
    void aRotationDuringARestartIsFollowed() throws IOException {
        append(asked("a.example.org"));
        LogImport first = follow(true);
        readAll(first);
        first.close();
        append(asked("b.example.org"));
        Files.move(file(), folder.resolve("pihole.log.1"));
        append(asked("c.example.org"));

        LogImport second = follow(false);
        readAll(second);

        assertThat(names()).containsExactly("a.example.org", "b.example.org", "c.example.org");
    }

    @Test
    void aFileThatComesLaterIsReadFromItsBeginning() throws IOException {
        LogImport log = follow(false);
        readAll(log);
        SourceStatus before = log.sources().getFirst();

        append(asked("a.example.org"));
        readAll(log);

        assertThat(before.problem()).isEqualTo("no such file");
        assertThat(log.sources().getFirst().problem()).isNull();
        assertThat(names()).containsExactly("a.example.org");
    }

    @Test
    void itSaysWhatItSeesAndHowFarItIs() throws IOException {
        append(asked("a.example.org") + "nonsense\n" + "x".repeat(200_000) + "\n");
        LogImport log = follow(true);
        log.step();

        SourceStatus early = log.sources().getFirst();
        readAll(log);
        SourceStatus late = log.sources().getFirst();

        assertThat(early.behindBytes()).isEqualTo(Files.size(file()) - 64 * 1024);
        assertThat(late.behindBytes()).isZero();
        assertThat(late.kind()).isEqualTo("dnsmasq");
        assertThat(late.name()).isEqualTo(file().toString());
        assertThat(late.seesFlows()).isFalse();
        assertThat(late.seesLeases()).isTrue();
        assertThat(late.items()).isEqualTo(4);
        assertThat(late.misread()).isEqualTo(2);
        assertThat(late.notUnderstood()).containsEntry("line too long", 1L).containsEntry("time", 1L);
        assertThat(late.observations()).isOne();
        assertThat(late.lastItemAt()).isEqualTo("2026-11-01T11:59:00Z");
    }

    @Test
    void aDamagedMemoryIsAsGoodAsNone() throws IOException {
        append(asked("a.example.org"));
        LogImport first = follow(true);
        readAll(first);
        first.close();
        try (var remembered = Files.list(folder.resolve("state"))) {
            for (Path position : remembered.toList()) {
                Files.write(position, "\u0000\u00ff1\n2\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        LogImport second = follow(false);
        append(asked("b.example.org"));
        readAll(second);

        assertThat(second.sources().getFirst().problem()).isNull();
    }
}
