package io.curfew.sensor.command;

import io.curfew.events.CommunityId;
import io.curfew.policy.language.DohServers;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.imports.log.LogKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Says what captures and logs hold, with no server: a summary to read, or one observation a line. */
@Command(
        name = "read",
        description = "Says what captures and logs hold: devices, flows, names asked.",
        mixinStandardHelpOptions = true)
public final class ReadCommand implements Callable<Integer> {
    private static final int OUTPUT_BUFFER_OCTETS = 64 * 1024;
    private static final int SUCCESS = 0;
    private static final int BAD_INPUT = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "pcap, pcapng or a log, plain or gzip; - is standard input")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "one observation a line, as JSON with ECS names")
    private boolean json;

    @Option(
            names = "--community-id-seed",
            paramLabel = "SEED",
            defaultValue = "0",
            converter = SeedConverter.class,
            description = "seed of the Community IDs of captured flows, 0 to 65535")
    private int communityIdSeed;

    @Mixin
    private InputOptions input = new InputOptions();

    private final OutputStream rawOutput;
    private final PrintStream complaints;

    /** Prints to the process's own streams. */
    public ReadCommand() {
        // Not System.out: its lock and its encoder would cost more than the decoding.
        this(new FileOutputStream(FileDescriptor.out), System.err);
    }

    ReadCommand(OutputStream rawOutput, PrintStream complaints) {
        this.rawOutput = rawOutput;
        this.complaints = complaints;
    }

    @Override
    public Integer call() {
        try (OutputStream output = new BufferedOutputStream(rawOutput, OUTPUT_BUFFER_OCTETS)) {
            int exitCode = SUCCESS;
            for (Path file : files) {
                ReadReport report = json ? new JsonReport(output, file) : new SummaryReport(output, file);
                exitCode = Math.max(exitCode, read(input.formatOf(file), file, report));
            }
            return exitCode;
        } catch (UncheckedIOException | IOException unwritable) {
            complain("the output cannot be written");
            return BAD_INPUT;
        }
    }

    private int read(InputFormat format, Path file, ReadReport report) {
        LogKind log = format.log();
        if (log != null) {
            return read(log, file, report);
        }
        return format == InputFormat.EXPORTS ? readExports(file, report) : read(file, report);
    }

    private int readExports(Path path, ReadReport report) {
        ExportedCapture exports = new ExportedCapture(report);
        int exitCode = SUCCESS;
        try {
            if (!exports.read(path)) {
                complain(path + ": ends in the middle of a packet; what stands before it was read");
            }
        } catch (IOException unreadable) {
            complain(path + ": " + unreadable.getMessage());
            exitCode = BAD_INPUT;
        }
        report.finish(exports.status());
        return exitCode;
    }

    private int read(Path path, ReadReport report) {
        PacketPipeline pipeline =
                new PacketPipeline(PipelineLimits.OF_FILES, DohServers.shipped(), communityIdSeed, report);
        int exitCode = SUCCESS;
        try (CaptureFile capture = CaptureFile.open(path)) {
            while (capture.next(pipeline::packet)) {}
            if (capture.isCutShort()) {
                complain(path + ": ends in the middle of a packet; what stands before it was read");
            }
        } catch (IOException unreadable) {
            complain(path + ": " + unreadable.getMessage());
            exitCode = BAD_INPUT;
        }
        pipeline.finish();
        report.finish(pipeline.counters());
        return exitCode;
    }

    private int read(LogKind log, Path path, ReadReport report) {
        try {
            report.finish(input.readLog(log, path, report));
            return SUCCESS;
        } catch (UncheckedIOException unwritable) {
            throw unwritable;
        } catch (IOException unreadable) {
            complain(path + ": " + unreadable.getMessage());
            return BAD_INPUT;
        }
    }

    private void complain(String what) {
        complaints.println("curfew: " + what);
    }

    /** Refuses what is no seed, as a mistake in the command. */
    private static final class SeedConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return CommunityId.checkedSeed(Integer.parseInt(text));
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException("a seed is a number of 0 to 65535, was \"" + text + "\"");
            }
        }
    }
}
