package io.curfew.sensor.command;

import io.curfew.events.IpAddress;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.log.Lines;
import io.curfew.sensor.imports.log.LogFile;
import io.curfew.sensor.imports.log.LogKind;
import io.curfew.sensor.imports.log.LogSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/** The options that say what files hold, for the commands that read them. */
final class InputOptions {
    private static final Path STANDARD_INPUT = Path.of("-");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = InputFormat.Converter.class,
            description =
                    "what the files hold: capture, exports (a capture of NetFlow or IPFIX), dnsmasq, adguard, bind, zeek; told by their content when left out")
    private @Nullable InputFormat format;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "the time zone of a log's times, like Europe/Lisbon; this machine's when left out")
    private @Nullable ZoneId zone;

    @Option(
            names = "--server",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "the address by which devices know the server that wrote the log")
    private @Nullable IpAddress server;

    private final FlowNumbers numbers = new FlowNumbers();

    /** What the file holds: as it was said, or as its content shows. */
    InputFormat formatOf(Path path) {
        return format == null ? InputFormat.of(path) : format;
    }

    /** Reads a log from its beginning; what it says goes to the sink. Gives back what was counted. */
    Lines readLog(LogKind kind, Path path, ObservationSink sink) throws IOException {
        boolean isStandardInput = path.equals(STANDARD_INPUT);
        Instant newest = isStandardInput ? Clock.systemUTC().instant() : lastModified(path);
        LogSettings settings =
                new LogSettings(zone == null ? ZoneId.systemDefault() : zone, server, InstantSource.fixed(newest));
        Lines lines = new Lines(kind.format(settings, numbers, sink));
        LogFile.read(isStandardInput ? System.in : open(path), lines);
        return lines;
    }

    private static InputStream open(Path path) throws IOException {
        try {
            return Files.newInputStream(path);
        } catch (AccessDeniedException denied) {
            throw new IOException("no permission to read it", denied);
        }
    }

    private static Instant lastModified(Path path) throws IOException {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (NoSuchFileException missing) {
            throw new IOException("no such file", missing);
        }
    }

    /** Reads {@code --server}. */
    static final class AddressConverter implements ITypeConverter<IpAddress> {
        @Override
        public IpAddress convert(String text) {
            try {
                return IpAddress.parse(text);
            } catch (IllegalArgumentException none) {
                throw new TypeConversionException(none.getMessage());
            }
        }
    }
}
