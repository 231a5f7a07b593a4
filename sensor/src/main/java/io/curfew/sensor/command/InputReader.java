package io.curfew.sensor.command;

import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.imports.log.LogKind;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads files to be judged, one after the other; what is wrong with one is complained of, and the next is read. */
final class InputReader {
    private final InputOptions input;
    private final PipelineLimits limits;
    private final Consumer<String> complaints;

    InputReader(InputOptions input, PipelineLimits limits, Consumer<String> complaints) {
        this.input = input;
        this.limits = limits;
        this.complaints = complaints;
    }

    /**
     * Reads the files.
     *
     * @param captures gives the sink of each file's observations
     * @return false when a file could not be read; what could be went to its sink
     */
    boolean readAll(List<Path> files, Supplier<ObservationSink> captures) {
        boolean readable = true;
        for (Path file : files) {
            readable &= read(file, captures);
        }
        return readable;
    }

    private boolean read(Path file, Supplier<ObservationSink> captures) {
        InputFormat format = input.formatOf(file);
        LogKind log = format.log();
        if (log != null) {
            return readLog(log, file, captures);
        }
        return format == InputFormat.EXPORTS ? readExports(file, captures) : readCapture(file, captures);
    }

    private boolean readExports(Path path, Supplier<ObservationSink> captures) {
        try {
            if (!new ExportedCapture(captures.get()).read(path)) {
                complaints.accept(path + ": ends in the middle of a packet; what stands before it was judged");
            }
            return true;
        } catch (IOException unreadable) {
            complaints.accept(path + ": " + unreadable.getMessage());
            return false;
        }
    }

    private boolean readCapture(Path path, Supplier<ObservationSink> captures) {
        PacketPipeline pipeline = new PacketPipeline(limits, captures.get());
        boolean readable = true;
        try (CaptureFile capture = CaptureFile.open(path)) {
            while (capture.next(pipeline::packet)) {}
            if (capture.isCutShort()) {
                complaints.accept(path + ": ends in the middle of a packet; what stands before it was judged");
            }
        } catch (IOException unreadable) {
            complaints.accept(path + ": " + unreadable.getMessage());
            readable = false;
        }
        pipeline.finish();
        return readable;
    }

    private boolean readLog(LogKind log, Path path, Supplier<ObservationSink> captures) {
        try {
            input.readLog(log, path, captures.get());
            return true;
        } catch (IOException unreadable) {
            complaints.accept(path + ": " + unreadable.getMessage());
            return false;
        }
    }
}
