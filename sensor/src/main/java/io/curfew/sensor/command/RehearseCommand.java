package io.curfew.sensor.command;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.Version;
import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.enrolment.KeyFile;
import io.curfew.sensor.publish.Outbox;
import io.curfew.sensor.publish.Rehearsal;
import io.curfew.sensor.run.Replay;
import io.curfew.sensor.run.Stages;
import io.curfew.sensor.run.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Goes through all that a run goes through, and ends: what the virtual machine learns of it makes the next start faster
 * (its AOT cache). Reaches nobody and leaves nothing behind. Goes without the command line's library, as a run does:
 * what that loads would be kept for each run.
 */
public final class RehearseCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RehearseCommand.class);
    private static final double AT_ONCE = 1e9;
    private static final long QUEUE_BYTES = 4 * 1024 * 1024;
    private static final Duration WATCHED = Duration.ofSeconds(1);
    private static final Duration BETWEEN_DATAGRAMS = Duration.ofMillis(100);

    /** The discard port: nobody listens there. */
    private static final int DISCARD = 9;

    private final Path capture;

    /** @param capture what is seen */
    public RehearseCommand(Path capture) {
        this.capture = capture;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Outbox outbox = new Outbox(
                new SiteId("rehearsal"),
                new SensorId("rehearsal"),
                "rehearsal",
                QUEUE_BYTES,
                Outbox.WhenFull.DROP_OLDEST);
        Stages stages = new Stages(Version.text(), PipelineLimits.DEFAULT, outbox, outbox::counters);
        new Replay(new Capture(capture, AT_ONCE), stages, Clock.systemUTC()).run();
        Rehearsal.of(outbox);
        watch();
        LOG.atInfo().log("rehearsed");
        return 0;
    }

    /** Watches the loopback interface; without the right to capture the rest is still worth it. */
    private static void watch() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("curfew-rehearsal");
        try (DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Ticker _ = sending(sender)) {
            Path configuration = folder.resolve("sensor.yaml");
            Path key = folder.resolve("key.pem");
            KeyFile.make(key);
            Files.writeString(configuration, """
                    site: rehearsal
                    sensor: rehearsal
                    source: {interface: lo, filter: udp port %d}
                    kafka: {bootstrap: ["127.0.0.1:%d"]}
                    key: "%s"
                    spool: {folder: "%s"}
                    """.formatted(DISCARD, DISCARD, key, folder.resolve("spool")));
            new RunCommand(configuration, WATCHED).call();
        } finally {
            delete(folder);
        }
    }

    private static Ticker sending(DatagramSocket sender) {
        Ticker ticker = new Ticker(
                BETWEEN_DATAGRAMS,
                () -> {
                    try {
                        sender.send(new DatagramPacket(new byte[20], 20, InetAddress.getLoopbackAddress(), DISCARD));
                    } catch (IOException refused) {
                        LOG.atDebug()
                                .addKeyValue("reason", refused.getMessage())
                                .log("rehearsed without a packet");
                    }
                },
                () -> {});
        ticker.start();
        return ticker;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
