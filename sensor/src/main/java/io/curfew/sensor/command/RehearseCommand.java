package io.curfew.sensor.command;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.Version;
import io.curfew.sensor.capture.CaptureException;
import io.curfew.sensor.capture.LiveCapture;
import io.curfew.sensor.configuration.ConfigurationReader;
import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.publish.Outbox;
import io.curfew.sensor.publish.Rehearsal;
import io.curfew.sensor.run.Replay;
import io.curfew.sensor.run.Stages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

/**
 * Goes through all that a run goes through, and ends: what the virtual machine learns of it makes the next start faster
 * (its AOT cache). Reaches nobody, changes nothing.
 */
@Command(name = "rehearse", hidden = true, description = "Makes the next start faster.")
public final class RehearseCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RehearseCommand.class);
    private static final double AT_ONCE = 1e9;
    private static final long QUEUE_BYTES = 4 * 1024 * 1024;
    private static final String CONFIGURATION = """
            site: rehearsal
            sensor: rehearsal
            source: {interface: lo}
            kafka: {bootstrap: "127.0.0.1:9"}
            """;

    @Parameters(paramLabel = "CAPTURE", description = "what is seen")
    private Path capture = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        ConfigurationReader.read(Path.of("rehearsal.yaml"), CONFIGURATION);
        listen();
        Outbox outbox = new Outbox(
                new SiteId("rehearsal"),
                new SensorId("rehearsal"),
                "rehearsal",
                QUEUE_BYTES,
                Outbox.WhenFull.DROP_OLDEST);
        Stages stages = new Stages(Version.text(), PipelineLimits.DEFAULT, outbox, outbox::counters);
        new Replay(new Capture(capture, AT_ONCE), stages, Clock.systemUTC()).run();
        Rehearsal.of(outbox);
        LOG.atInfo().log("rehearsed");
        return 0;
    }

    /** Without the right to capture the rest is still worth it. */
    private static void listen() {
        try (LiveCapture loopback = LiveCapture.open("lo", "tcp", 128)) {
            loopback.statistics();
        } catch (CaptureException refused) {
            LOG.atDebug().addKeyValue("reason", refused.getMessage()).log("rehearsed without an interface");
        }
    }
}
