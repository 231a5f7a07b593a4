package io.curfew.sensor.capture;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A capture read as a stream from its beginning: pcap or pcapng, plain or gzip, of any length in bounded memory. For
 * one thread.
 */
public final class CaptureFile implements AutoCloseable {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final int MAGIC_OCTETS = 4;
    private static final int GZIP_BUFFER_OCTETS = 64 * 1024;

    private final OctetInput input;
    private final CaptureReader reader;
    private boolean cutShort;

    private CaptureFile(OctetInput input, CaptureReader reader) {
        this.input = input;
        this.reader = reader;
    }

    /**
     * Opens a file; {@code -} is standard input.
     *
     * @throws CaptureException when it is no capture file
     * @throws IOException when it cannot be read at all
     */
    public static CaptureFile open(Path path) throws IOException {
        if (path.equals(STANDARD_INPUT)) {
            return of(System.in);
        }
        if (Files.isDirectory(path)) {
            throw new CaptureException("is a folder, not a capture file");
        }
        try {
            return of(Files.newInputStream(path));
        } catch (NoSuchFileException missing) {
            throw new CaptureException("no such file", missing);
        } catch (AccessDeniedException denied) {
            throw new CaptureException("no permission to read it", denied);
        }
    }

    /** Reads a capture from a stream, which is closed with the capture, or at once when it holds none. */
    public static CaptureFile of(InputStream stream) throws IOException {
        try {
            OctetInput input = new OctetInput(unzipped(stream));
            return new CaptureFile(input, reader(input));
        } catch (ZipException | EOFException broken) {
            stream.close();
            throw new CaptureException("is gzip, but damaged at its beginning", broken);
        } catch (IOException unreadable) {
            stream.close();
            throw unreadable;
        }
    }

    private static InputStream unzipped(InputStream stream) throws IOException {
        byte[] first = stream.readNBytes(2);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), stream);
        boolean isGzip = first.length == 2 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b;
        return isGzip ? new GZIPInputStream(whole, GZIP_BUFFER_OCTETS) : whole;
    }

    private static CaptureReader reader(OctetInput input) throws IOException {
        if (!input.has(MAGIC_OCTETS)) {
            throw new CaptureException(input.atEnd() ? "is empty" : "is no pcap or pcapng file");
        }
        input.bigEndian(true);
        int magic = input.i32(0);
        if (magic == PcapngReader.SECTION_HEADER) {
            return new PcapngReader(input);
        }
        if (PcapReader.recognises(magic)) {
            return PcapReader.open(input);
        }
        throw new CaptureException("is no pcap or pcapng file");
    }

    /**
     * Hands the next packet to {@code sink}; false when there is none left.
     *
     * @throws CaptureException where the file is damaged: nothing behind that place can be read
     */
    public boolean next(FrameSink sink) throws IOException {
        CaptureReader.Step step;
        try {
            step = reader.next(sink);
        } catch (ZipException broken) {
            throw new CaptureException(
                    "damaged gzip near octet " + input.offset() + ": " + broken.getMessage(), broken);
        } catch (EOFException unfinishedGzip) {
            step = CaptureReader.Step.CUT_SHORT;
        }
        cutShort |= step == CaptureReader.Step.CUT_SHORT;
        return step == CaptureReader.Step.PACKET;
    }

    /** True once the file has turned out to end in the middle of a packet. */
    public boolean isCutShort() {
        return cutShort;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
