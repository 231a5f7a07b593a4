package io.curfew.collector.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflates rows beside sentences that many of them say, and inflates them. For one thread. */
final class Packing {
    /** The sentences, which never change: rows that were packed beside them could not be read any more. */
    static final byte[] SENTENCES = sentences();

    private static final int HEAD = 4;

    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    /** An octet that says so, the length of the row, the row deflated; or the row as it is when that is no longer. */
    byte[] packed(byte[] plain, int mark) {
        byte[] packed = new byte[plain.length];
        if (plain.length <= HEAD) {
            return plain;
        }
        deflater.reset();
        deflater.setDictionary(SENTENCES);
        deflater.setInput(plain);
        deflater.finish();
        int length = deflater.deflate(packed, HEAD, packed.length - HEAD);
        if (!deflater.finished()) {
            return plain;
        }
        packed[0] = (byte) mark;
        for (int index = 1; index < HEAD; index++) {
            packed[index] = (byte) (plain.length >>> (8 * (HEAD - 1 - index)));
        }
        return Arrays.copyOf(packed, HEAD + length);
    }

    byte[] unpacked(byte[] packed) {
        int size = 0;
        for (int index = 1; index < HEAD; index++) {
            size = size << 8 | (packed[index] & 0xff);
        }
        byte[] plain = new byte[size];
        inflater.reset();
        inflater.setDictionary(SENTENCES);
        inflater.setInput(packed, HEAD, packed.length - HEAD);
        try {
            if (inflater.inflate(plain) != size) {
                throw new IllegalStateException("a packed row is cut off");
            }
        } catch (DataFormatException broken) {
            throw new IllegalStateException("a packed row cannot be read", broken);
        }
        return plain;
    }

    private static byte[] sentences() {
        try (InputStream sentences = Objects.requireNonNull(
                Packing.class.getResourceAsStream("/rows/sentences.txt"), "the sentences are part of the jar")) {
            return sentences.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
