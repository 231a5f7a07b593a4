package io.curfew.sensor.command;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.Version;
import io.curfew.sensor.publish.MeasuringLog;
import io.curfew.sensor.publish.Outbox;
import io.curfew.sensor.publish.OutboxCounters;
import io.curfew.sensor.publish.Publication;
import io.curfew.sensor.run.Passage;
import io.curfew.sensor.run.Stages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Takes captures the whole way to encoded batches as fast as it can, and lets go of the batches: what is measured
 * against other programs. Only the log differs from that of {@link RunCommand}.
 */
@Command(
        name = "encode",
        hidden = true,
        description = "Turns captures into batches as they would go to Kafka, and says how large they are.",
        mixinStandardHelpOptions = true)
public final class EncodeCommand implements Callable<Integer> {
    private static final int SUCCESS = 0;
    private static final int BAD_INPUT = 2;
    private static final long QUEUE_BYTES = 8L * 1024 * 1024;

    @Parameters(arity = "1..*", paramLabel = "CAPTURE", description = "pcap or pcapng, plain or gzip")
    private List<Path> captures = List.of();

    @Option(names = "--wire", description = "compress each batch as the Kafka client does, and measure that")
    private boolean wire;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        MeasuringLog log = new MeasuringLog(wire);
        // The same ids and run each time: the same octets each time.
        Outbox outbox =
                new Outbox(new SiteId("bench"), new SensorId("bench"), "bench", QUEUE_BYTES, Outbox.WhenFull.WAIT);
        Publication publication = new Publication(outbox, log);
        Passage passage = new Passage(new Stages(Version.text(), PipelineLimits.DEFAULT, outbox, outbox::counters));
        int exitCode = SUCCESS;
        try (publication) {
            publication.start();
            for (Path capture : captures) {
                exitCode = Math.max(exitCode, take(capture, passage));
            }
            passage.finish();
            publication.finish();
        }
        report(passage.packets().captured(), outbox.counters(), log);
        return exitCode;
    }

    private int take(Path capture, Passage passage) {
        try {
            passage.take(capture);
            return SUCCESS;
        } catch (IOException unreadable) {
            spec.commandLine().getErr().println("curfew: " + capture + ": " + unreadable.getMessage());
            return BAD_INPUT;
        }
    }

    private void report(long packets, OutboxCounters counters, MeasuringLog log) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("packets " + packets);
        out.println("observations " + counters.sent());
        out.println("batches " + counters.batches());
        out.println("value-bytes " + log.valueBytes());
        if (wire) {
            out.println("wire-bytes " + log.wireBytes());
            out.printf(Locale.ROOT, "wire-bytes-per-observation %.2f%n", (double) log.wireBytes() / counters.sent());
        }
        out.flush();
    }
}
