package io.curfew.sensor.imports.log;

import io.curfew.events.SourceStatus;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.Import;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * A log followed as it grows, over rotations and restarts of the sensor. Reads at most 64 KiB each 25 ms, so that a
 * long log does not drown what is captured.
 */
public final class LogImport implements Import {
    private static final Logger LOG = LoggerFactory.getLogger(LogImport.class);
    private static final Duration WHEN_IDLE = Duration.ofMillis(500);
    private static final Duration WHEN_BUSY = Duration.ofMillis(25);
    private static final Duration REMEMBER_EACH = Duration.ofSeconds(5);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    private final LogKind kind;
    private final Path file;
    private final Path memory;
    private final boolean fromStart;
    private final Clock clock;
    private final Lines lines;
    private final FollowedFile followed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread reader;
    private @Nullable String problem = "not started";
    private @Nullable LogPosition remembered;
    private @Nullable LogPosition written;
    private boolean recalled;
    private boolean wasMissing;
    private boolean forgetful;
    private Instant rememberedAt = Instant.EPOCH;
    private long observations;
    /** As it was after the last step: whoever asks must not wait for a disk or a server that does not answer. */
    private volatile SourceStatus status;

    private volatile @Nullable Instant stepping;

    /**
     * @param kind which log it is
     * @param file where it lies, or will lie
     * @param settings what it does not say of itself
     * @param fromStart whether to read what it holds already when it was never read before
     * @param stateFolder where to remember how far it was read
     * @param numbers gives flows their numbers
     * @param sink takes the observations
     */
    public LogImport(
            LogKind kind,
            Path file,
            LogSettings settings,
            boolean fromStart,
            Path stateFolder,
            Clock clock,
            FlowNumbers numbers,
            ObservationSink sink) {
        this.kind = kind;
        this.file = file;
        this.memory = stateFolder.resolve(kind.text() + '-' + checksum(file) + ".position");
        this.fromStart = fromStart;
        this.clock = clock;
        this.lines = new Lines(kind.format(settings, numbers, observation -> {
            observations++;
            sink.accept(observation);
        }));
        this.followed = new FollowedFile(file, lines);
        this.status = status(0);
    }

    private static String checksum(Path file) {
        CRC32 checksum = new CRC32();
        checksum.update(file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    @Override
    public void start() {
        Thread thread =
                Thread.ofPlatform().name("import " + kind.text()).daemon().unstarted(this::run);
        reader = thread;
        thread.start();
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = step() > 0 ? WHEN_BUSY : WHEN_IDLE;
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (Throwable bug) {
            LOG.atError().addKeyValue("import", kind.text()).setCause(bug).log("an import ended by a bug");
            fail("ended by a bug: " + bug);
        } finally {
            end();
        }
    }

    private synchronized void fail(String what) {
        problem = what;
        status = status(status.behindBytes());
    }

    /** Reads what there is, at most 64 KiB; gives back how much. */
    synchronized int step() {
        stepping = clock.instant();
        try {
            int octets = read();
            status = status(behind());
            return octets;
        } finally {
            stepping = null;
        }
    }

    private int read() {
        try {
            if (!followed.isOpen()) {
                open();
            }
            int octets = followed.read();
            problem = null;
            if (octets == 0) {
                lines.format().advance(clock.instant());
            }
            remember(false);
            return octets;
        } catch (NoSuchFileException missing) {
            wasMissing = true;
            trouble("no such file");
        } catch (AccessDeniedException denied) {
            trouble("no permission to read it");
        } catch (IOException broken) {
            trouble(String.valueOf(broken.getMessage()));
        }
        return 0;
    }

    private void open() throws IOException {
        if (!recalled) {
            remembered = LogPosition.read(memory);
            recalled = true;
        }
        // A file that was not there when the sensor started is new from its beginning.
        followed.open(remembered, fromStart || wasMissing);
    }

    private void trouble(String what) {
        if (!what.equals(problem)) {
            LOG.atWarn()
                    .addKeyValue("import", kind.text())
                    .addKeyValue("file", file)
                    .addKeyValue("reason", what)
                    .log("cannot read a log");
        }
        problem = what;
    }

    private void remember(boolean now) {
        LogPosition position = followed.position();
        Instant time = clock.instant();
        // Either way: the clock may have been set back.
        Duration since = Duration.between(rememberedAt, time).abs();
        boolean due = now || since.compareTo(REMEMBER_EACH) >= 0;
        if (!due || position.equals(written) || !followed.isOpen()) {
            return;
        }
        rememberedAt = time;
        try {
            position.write(memory);
            written = position;
            remembered = position;
        } catch (IOException unwritable) {
            if (!forgetful) {
                LOG.atWarn()
                        .addKeyValue("file", memory)
                        .addKeyValue("reason", unwritable.toString())
                        .log("cannot remember how far a log was read");
            }
            forgetful = true;
        }
    }

    @Override
    public List<SourceStatus> sources() {
        SourceStatus latest = status;
        Instant since = stepping;
        boolean hangs =
                since != null && Duration.between(since, clock.instant()).abs().compareTo(LONGEST_STEP) > 0;
        return List.of(hangs ? latest.withProblem("its disk or server does not answer, since " + since) : latest);
    }

    private SourceStatus status(long behind) {
        LogFormat.Sees sees = lines.format().sees();
        return new SourceStatus(
                kind.text(),
                file.toString(),
                sees.macs(),
                sees.flows(),
                sees.questions(),
                sees.leases(),
                lines.items(),
                lines.notUnderstood(),
                0,
                observations,
                lines.format().lastAt(),
                behind,
                1,
                problem);
    }

    private long behind() {
        try {
            return followed.behind();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** Writes down how far it came. By the thread that reads: where the file system hangs, nobody else does. */
    private synchronized void end() {
        if (followed.isOpen()) {
            remember(true);
        }
        lines.format().finish();
        try {
            followed.close();
        } catch (IOException broken) {
            trouble(String.valueOf(broken.getMessage()));
        }
        status = status(status.behindBytes());
    }

    @Override
    public void stop() {
        closed.countDown();
    }

    @Override
    public void finish(Duration patience) {
        Thread thread = reader;
        if (thread == null) {
            end();
            return;
        }
        try {
            thread.join(patience);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
