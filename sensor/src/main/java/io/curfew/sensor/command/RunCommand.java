package io.curfew.sensor.command;

import io.curfew.events.Topics;
import io.curfew.sensor.Version;
import io.curfew.sensor.capture.CaptureFilter;
import io.curfew.sensor.capture.LiveInterface;
import io.curfew.sensor.configuration.ConfigurationReader;
import io.curfew.sensor.configuration.ConfigurationReading;
import io.curfew.sensor.configuration.SensorConfiguration;
import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.configuration.SensorConfiguration.Interface;
import io.curfew.sensor.configuration.SensorConfiguration.Source;
import io.curfew.sensor.enrolment.KeyFile;
import io.curfew.sensor.privacy.Discretion;
import io.curfew.sensor.privacy.PrivacyCounters;
import io.curfew.sensor.publish.BatchPace;
import io.curfew.sensor.publish.KafkaRecordLog;
import io.curfew.sensor.publish.KafkaTls;
import io.curfew.sensor.publish.NoSpool;
import io.curfew.sensor.publish.Outbox;
import io.curfew.sensor.publish.OutboxCounters;
import io.curfew.sensor.publish.Publication;
import io.curfew.sensor.publish.Spool;
import io.curfew.sensor.run.Feed;
import io.curfew.sensor.run.ImportWatch;
import io.curfew.sensor.run.LiveWatch;
import io.curfew.sensor.run.Replay;
import io.curfew.sensor.run.Stages;
import io.curfew.sensor.run.Termination;
import io.curfew.sensor.run.Ticker;
import io.curfew.sensor.spool.DiskSpool;
import io.curfew.sensor.spool.SpoolBounds;
import io.curfew.sensor.spool.Uptime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Watches a live interface, follows imports, or replays a capture, into Kafka. Exit 0 when it has ended and Kafka has
 * all of it, 1 when the interface broke or something was left behind, 2 when there is nothing to watch or the
 * configuration has mistakes.
 */
@Command(
        name = "run",
        description = "Watches an interface, follows logs and exports, or replays a capture, into Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
public final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final int SUCCESS = 0;
    private static final int INCOMPLETE = 1;
    private static final int CANNOT_START = 2;
    /** With what a flow and the kernel take before, the first packet on a silent wire is told within a second. */
    private static final Duration TICK = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the sensor's configuration")
    private Path config = Path.of("sensor.yaml");

    private Duration longest = Duration.ofNanos(Long.MAX_VALUE);

    @Spec
    private @Nullable CommandSpec spec;

    /** For the command line, which fills in the rest. */
    public RunCommand() {}

    /** Without a command line. */
    public RunCommand(Path config) {
        this.config = config;
    }

    /** Ends by itself after a time. */
    RunCommand(Path config, Duration longest) {
        this(config);
        this.longest = longest;
    }

    @Override
    public Integer call() throws InterruptedException {
        // No switch over types on the way of a start, here and below: see BatchWriter.
        ConfigurationReading reading = ConfigurationReader.read(config);
        if (reading instanceof ConfigurationReading.Accepted accepted) {
            return run(accepted.configuration());
        }
        ((ConfigurationReading.Refused) reading).mistakes().forEach(errors()::println);
        return CANNOT_START;
    }

    private int run(SensorConfiguration configuration) throws InterruptedException {
        Source source = configuration.source();
        if (source instanceof Interface live) {
            return watch(configuration, live);
        }
        return source instanceof Capture capture ? replay(configuration, capture) : importOnly(configuration);
    }

    private int watch(SensorConfiguration configuration, Interface live) throws InterruptedException {
        try (Spool spool = spool(configuration)) {
            Outbox outbox = outbox(configuration, Outbox.WhenFull.DROP_OLDEST, spool);
            LiveWatch watch = new LiveWatch(
                    new LiveInterface(live.name(), new CaptureFilter(live.filter(), live.ignored()), live.snapLength()),
                    stages(configuration, outbox),
                    Clock.systemUTC(),
                    System::nanoTime);
            watch.open();
            LOG.atInfo()
                    .addKeyValue("site", configuration.site())
                    .addKeyValue("sensor", configuration.sensor())
                    .addKeyValue("interface", live.name())
                    .log("watching");
            return publish(configuration, watch, outbox);
        } catch (IOException refused) {
            complain(refused.getMessage());
            return CANNOT_START;
        }
    }

    private static Spool spool(SensorConfiguration configuration) throws IOException {
        SensorConfiguration.SpoolFolder kept = configuration.spool();
        if (kept == null) {
            return new NoSpool();
        }
        try {
            DiskSpool spool =
                    DiskSpool.open(kept.folder(), new SpoolBounds(kept.size().bytes(), kept.age()), Uptime.ofMachine());
            LOG.atInfo()
                    .addKeyValue("folder", kept.folder())
                    .addKeyValue("observations", spool.state().observations())
                    .log("spool open");
            return spool;
        } catch (IOException refused) {
            throw new IOException("spool " + kept.folder() + ": " + refused.getMessage(), refused);
        }
    }

    private int importOnly(SensorConfiguration configuration) throws InterruptedException {
        try (Spool spool = spool(configuration)) {
            Outbox outbox = outbox(configuration, Outbox.WhenFull.DROP_OLDEST, spool);
            ImportWatch watch = new ImportWatch(stages(configuration, outbox), Clock.systemUTC(), System::nanoTime);
            return publish(configuration, watch, outbox);
        } catch (IOException refused) {
            complain(refused.getMessage());
            return CANNOT_START;
        }
    }

    private int replay(SensorConfiguration configuration, Capture capture) throws InterruptedException {
        // A replay waits for Kafka: what was not sent is in the capture still.
        Outbox outbox = outbox(configuration, Outbox.WhenFull.WAIT, new NoSpool());
        Replay replay = new Replay(capture, stages(configuration, outbox), Clock.systemUTC());
        try {
            int code = publish(configuration, replay, outbox);
            OutboxCounters counters = outbox.counters();
            output().printf(
                            Locale.ROOT,
                            "%s: %,d packets, %,d observations sent in %,d batches%n",
                            capture.file().getFileName(),
                            replay.packets().captured(),
                            counters.sent(),
                            counters.batches());
            return code;
        } catch (IOException unreadable) {
            complain(capture.file() + ": " + unreadable.getMessage());
            return CANNOT_START;
        }
    }

    /** Feeds and sends until the feed ends; then a replay waits until Kafka has all of it, a watch not for long. */
    private int publish(SensorConfiguration configuration, Feed feed, Outbox outbox)
            throws IOException, InterruptedException {
        KafkaRecordLog log = log(configuration);
        log.check();
        Publication publication = new Publication(outbox, log);
        Progress progress = new Progress(errors(), feed, outbox, onTerminal());
        BatchPace pace = new BatchPace(outbox, System::nanoTime);
        long begin = System.nanoTime();
        Runnable tick = () -> {
            if (System.nanoTime() - begin >= longest.toNanos()) {
                feed.stop();
            }
            publication.requireRunning();
            feed.tick();
            pace.tick();
            progress.show();
        };
        try (publication;
                Termination termination = new Termination(feed::stop, PATIENCE, publication::close);
                Ticker ticker = new Ticker(TICK, tick, feed::stop)) {
            termination.watch();
            publication.start();
            ticker.start();
            try {
                feed.run();
            } finally {
                if (feed instanceof Replay) {
                    publication.finish();
                } else {
                    publication.finish(longest.compareTo(PATIENCE) < 0 ? longest : PATIENCE);
                }
            }
        }
        progress.end();
        PrivacyCounters privacy = feed.privacy();
        if (!configuration.zones().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("withheld", privacy.withheld())
                    .addKeyValue("told-early", privacy.toldEarly())
                    .addKeyValue("forgotten", privacy.forgotten())
                    .log("said what the zones allow");
        }
        return leftBehind(outbox.counters());
    }

    /** What is in the spool is not left behind: the next run sends it. */
    private static int leftBehind(OutboxCounters counters) {
        if (counters.inMemory() + counters.droppedInAll() == 0) {
            return SUCCESS;
        }
        LOG.atWarn()
                .addKeyValue("queued", counters.inMemory())
                .addKeyValue("dropped", counters.droppedInAll())
                .log("kafka has not got all observations");
        return INCOMPLETE;
    }

    private static Outbox outbox(SensorConfiguration configuration, Outbox.WhenFull whenFull, Spool spool) {
        return new Outbox(
                configuration.site(),
                configuration.sensor(),
                UUID.randomUUID().toString(),
                configuration.limits().queue().bytes(),
                whenFull,
                spool);
    }

    private static Stages stages(SensorConfiguration configuration, Outbox outbox) {
        Discretion discretion =
                new Discretion(configuration.zones(), configuration.limits().flows(), outbox);
        return new Stages(
                Version.text(),
                configuration.limits().pipeline(),
                configuration.communityIdSeed(),
                ImportFactory.of(configuration, Clock.systemUTC(), discretion.ofOtherTimes()),
                configuration.encryptedDns().servers(),
                discretion,
                outbox::counters);
    }

    private static KafkaRecordLog log(SensorConfiguration configuration) throws IOException {
        Path key = configuration.key();
        SensorConfiguration.Tls files = configuration.kafka().tls();
        return new KafkaRecordLog(
                configuration.kafka().bootstrap(),
                "curfew-sensor-" + configuration.site() + "-" + configuration.sensor(),
                Topics.OBSERVATIONS,
                files == null ? null : new KafkaTls(files.authority(), files.certificate(), files.key()),
                key == null ? null : KeyFile.privateKey(key));
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private void complain(@Nullable String what) {
        errors().println("curfew: " + what);
    }

    private PrintWriter output() {
        return spec == null
                ? new PrintWriter(System.out, true, System.out.charset())
                : spec.commandLine().getOut();
    }

    private PrintWriter errors() {
        return spec == null
                ? new PrintWriter(System.err, true, System.err.charset())
                : spec.commandLine().getErr();
    }
}
