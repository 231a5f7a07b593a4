package io.curfew.sensor.imports.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * How far a log was read.
 *
 * @param fileKey tells the file from the one that takes its name after it, as its device and inode do
 * @param offset octets that need not be read again
 * @param headOctets how much of its beginning was looked at
 * @param headChecksum what stood there: a file that begins otherwise is another one
 */
record LogPosition(String fileKey, long offset, int headOctets, long headChecksum) {
    private static final String FORM = "curfew-log-position-1";
    private static final int LONGEST_OCTETS = 4_096;

    /** Null when nothing is remembered, or nothing that makes sense. */
    static @Nullable LogPosition read(Path file) throws IOException {
        try {
            if (Files.size(file) > LONGEST_OCTETS) {
                return null;
            }
            List<String> lines =
                    Files.readString(file, StandardCharsets.UTF_8).lines().toList();
            if (lines.size() < 5 || !lines.getFirst().equals(FORM)) {
                return null;
            }
            LogPosition position = new LogPosition(
                    lines.get(1),
                    Long.parseLong(lines.get(2)),
                    Integer.parseInt(lines.get(3)),
                    Long.parseLong(lines.get(4)));
            boolean isSane = position.offset >= 0 && position.headOctets >= 0;
            return isSane && position.headOctets <= FollowedFile.HEAD_OCTETS ? position : null;
        } catch (NoSuchFileException nothing) {
            return null;
        } catch (NumberFormatException | java.nio.charset.CharacterCodingException damaged) {
            return null;
        }
    }

    /** Replaces what was remembered, whole or not at all. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                whole, FORM + '\n' + fileKey + '\n' + offset + '\n' + headOctets + '\n' + headChecksum + '\n');
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
