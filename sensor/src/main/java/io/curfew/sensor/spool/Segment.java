package io.curfew.sensor.spool;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a spool and what of it is still kept. While it is written it is called {@code N.open}, later
 * {@code N-OBSERVATIONS.spool}: so a start need not read it all to know what there is.
 */
final class Segment {
    private static final Pattern NAME = Pattern.compile("(\\d{10})(?:-(\\d{1,10}))?\\.(open|spool)");

    final long number;
    Path path;

    /** Octets of the file. */
    long bytes;

    /** Observations not released yet. */
    long observations;

    /** All observations that were written. */
    long written;

    /** When it was begun, and when something was last added, by the clock of this start of the machine. */
    long bornNanos;

    long lastNanos;

    /** When reading failed, if it did not succeed since. */
    @Nullable
    Long unreadableSinceNanos;

    /** Where the first record stands that is not released yet. */
    long readOffset = SegmentHeader.BYTES;

    Segment(long number, Path path) {
        this.number = number;
        this.path = path;
    }

    static boolean isOne(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    /** The segment that a file's name tells of, with the observations that it tells of. */
    static Segment named(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("no segment: " + path);
        }
        Segment segment = new Segment(Long.parseLong(name.group(1)), path);
        segment.written = name.group(2) == null ? 0 : Long.parseLong(name.group(2));
        segment.observations = segment.written;
        return segment;
    }

    static Path open(Path folder, long number) {
        return folder.resolve("%010d.open".formatted(number));
    }

    boolean isSealed() {
        return path.getFileName().toString().endsWith(".spool");
    }

    Path sealedPath() {
        return path.resolveSibling("%010d-%d.spool".formatted(number, written));
    }

    /** The position of the record that ends at {@code offset}: segments follow each other. */
    long position(long offset) {
        return number << 32 | offset;
    }

    static long numberOf(long position) {
        return position >>> 32;
    }

    static long offsetOf(long position) {
        return position & 0xffff_ffffL;
    }
}
