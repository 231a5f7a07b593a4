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
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Takes captures the whole way to encoded batches as fast as it can, and lets go of the batches: what is measured
 * against other programs. Only the log differs from that of {@link RunCommand}. With {@code --wire} each batch is
 * packed as the Kafka client does it, and measured; with {@code --save=FILE} each is written to a file, its length in
 * four octets before it.
 */
public final class EncodeCommand implements Callable<Integer> {
    private static final int SUCCESS = 0;
    private static final int BAD_INPUT = 2;
    private static final long QUEUE_BYTES = 8L * 1024 * 1024;
    private static final String WIRE = "--wire";
    private static final String SAVE = "--save=";

    private final List<String> captures;
    private final boolean wire;
    private final @Nullable Path saved;
    private final PrintStream out;
    private final PrintStream complaints;

    /** @param arguments one of the options or none, and captures */
    public EncodeCommand(List<String> arguments, PrintStream out, PrintStream complaints) {
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        this.wire = first.equals(WIRE);
        this.saved = first.startsWith(SAVE) ? Path.of(first.substring(SAVE.length())) : null;
        this.captures = wire || saved != null ? arguments.subList(1, arguments.size()) : arguments;
        this.out = out;
        this.complaints = complaints;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        try (OutputStream copies = saved == null ? OutputStream.nullOutputStream() : Files.newOutputStream(saved)) {
            return encode(new MeasuringLog(wire, copies));
        }
    }

    private int encode(MeasuringLog log) throws InterruptedException {
        // The same ids and run each time: the same octets each time.
        Outbox outbox =
                new Outbox(new SiteId("bench"), new SensorId("bench"), "bench", QUEUE_BYTES, Outbox.WhenFull.WAIT);
        Publication publication = new Publication(outbox, log);
        Passage passage = new Passage(new Stages(Version.text(), PipelineLimits.DEFAULT, outbox, outbox::counters));
        int exitCode = SUCCESS;
        try (publication) {
            publication.start();
            for (String capture : captures) {
                exitCode = Math.max(exitCode, take(Path.of(capture), passage));
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
            complaints.println("curfew: " + capture + ": " + unreadable.getMessage());
            return BAD_INPUT;
        }
    }

    private void report(long packets, OutboxCounters counters, MeasuringLog log) {
        print("packets", packets);
        print("observations", counters.sent());
        print("batches", counters.batches());
        print("value-bytes", log.valueBytes());
        if (wire) {
            print("wire-bytes", log.wireBytes());
        }
    }

    private void print(String what, long value) {
        out.print(what);
        out.print(' ');
        out.println(value);
    }
}
