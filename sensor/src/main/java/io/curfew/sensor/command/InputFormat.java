package io.curfew.sensor.command;

import io.curfew.sensor.imports.log.LogFile;
import io.curfew.sensor.imports.log.LogKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a file may hold. */
enum InputFormat {
    CAPTURE(null),
    EXPORTS(null),
    DNSMASQ(LogKind.DNSMASQ),
    ADGUARD(LogKind.ADGUARD),
    BIND(LogKind.BIND),
    ZEEK(LogKind.ZEEK);

    private final @Nullable LogKind log;

    InputFormat(@Nullable LogKind log) {
        this.log = log;
    }

    /** The kind of log; null for what is none. */
    @Nullable
    LogKind log() {
        return log;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a file's content shows; a capture where it does not tell, so that its own reader complains. */
    static InputFormat of(Path file) {
        try {
            return LogFile.kind(file)
                    .flatMap(kind -> Arrays.stream(values())
                            .filter(format -> format.log == kind)
                            .findFirst())
                    .orElse(CAPTURE);
        } catch (IOException unreadable) {
            return CAPTURE;
        }
    }

    /** Reads {@code --format}. */
    static final class Converter implements ITypeConverter<InputFormat> {
        @Override
        public InputFormat convert(String text) {
            for (InputFormat format : values()) {
                if (format.text().equals(text)) {
                    return format;
                }
            }
            throw new TypeConversionException("known are "
                    + Arrays.stream(values()).map(InputFormat::text).collect(Collectors.joining(", ")) + ", was \""
                    + text + '"');
        }
    }
}
