package io.curfew.sensor.imports.log;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A log that lies there, read once from its beginning: plain or gzip, of any length in bounded memory. */
public final class LogFile {
    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final int LOOKED_AT_OCTETS = 16 * 1024;
    private static final int LOOKED_AT_LINES = 50;

    private LogFile() {}

    /** Which log it is, by what only one kind of log writes; empty when the first lines do not tell. */
    public static Optional<LogKind> kind(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] start;
        try (InputStream stream = unzipped(Files.newInputStream(file))) {
            start = stream.readNBytes(LOOKED_AT_OCTETS);
        } catch (ZipException | EOFException damaged) {
            return Optional.empty();
        }
        String[] lines = new String(start, StandardCharsets.UTF_8).split("\n", LOOKED_AT_LINES + 1);
        int whole =
                start.length < LOOKED_AT_OCTETS && lines.length <= LOOKED_AT_LINES ? lines.length : lines.length - 1;
        return Arrays.stream(LogKind.values())
                .filter(kind -> isMostly(kind, lines, whole))
                .findFirst();
    }

    private static boolean isMostly(LogKind kind, String[] lines, int whole) {
        int recognised = 0;
        int others = 0;
        for (int index = 0; index < whole; index++) {
            boolean isRecognised = kind.recognises(lines[index]);
            if (isRecognised && lines[index].startsWith("#")) {
                // A header says it for the rows below.
                return true;
            }
            if (isRecognised) {
                recognised++;
            } else if (!lines[index].isBlank() && !lines[index].startsWith("#")) {
                others++;
            }
        }
        return recognised > others;
    }

    /** Reads all of it into {@code lines}. */
    public static void read(InputStream stream, Lines lines) throws IOException {
        byte[] buffer = new byte[BUFFER_OCTETS];
        try (InputStream plain = unzipped(stream)) {
            for (int octets = plain.read(buffer); octets >= 0; octets = plain.read(buffer)) {
                lines.take(buffer, 0, octets);
            }
        } finally {
            lines.endIfBegun();
            lines.format().finish();
        }
    }

    private static InputStream unzipped(InputStream stream) throws IOException {
        byte[] first = stream.readNBytes(2);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), stream);
        boolean isGzip = first.length == 2 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b;
        return isGzip ? new GZIPInputStream(whole, BUFFER_OCTETS) : whole;
    }
}
