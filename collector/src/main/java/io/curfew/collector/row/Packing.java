package io.curfew.collector.row;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Packs rows beside sentences that many of them say, by zstd (RFC 8878). One for the process, as it keeps memory that
 * Java does not see; few rows are packed, so that tasks hardly wait for each other.
 */
final class Packing {
    /** The sentences, which never change: rows that were packed beside them could not be read any more. */
    static final byte[] SENTENCES = sentences();

    private static final Packing ONLY = new Packing();
    /** No row is that long: octets that say so are no row. */
    private static final int LONGEST = 1 << 24;

    private final ZstdCompressCtx packing = new ZstdCompressCtx();
    private final ZstdDecompressCtx unpacking = new ZstdDecompressCtx();

    private Packing() {
        packing.setMagicless(true);
        packing.loadDict(new ZstdDictCompress(SENTENCES, Zstd.defaultCompressionLevel()));
        unpacking.setMagicless(true);
        unpacking.loadDict(new ZstdDictDecompress(SENTENCES));
    }

    /** An octet that says so and a frame; or the row as it is when that is no longer. */
    static byte[] packed(byte[] plain, int mark) {
        byte[] frame = ONLY.pack(plain);
        if (frame.length + 1 >= plain.length) {
            return plain;
        }
        byte[] packed = new byte[frame.length + 1];
        packed[0] = (byte) mark;
        System.arraycopy(frame, 0, packed, 1, frame.length);
        return packed;
    }

    /** @throws IllegalStateException when something else wrote the octets */
    static byte[] unpacked(byte[] packed) {
        byte[] frame = Arrays.copyOfRange(packed, 1, packed.length);
        long size = frame.length == 0 ? -1 : Zstd.getFrameContentSize(frame, 0, frame.length, true);
        if (size < 0 || size > LONGEST) {
            throw new IllegalStateException("a packed row says no size");
        }
        try {
            return ONLY.unpack(frame, (int) size);
        } catch (ZstdException broken) {
            throw new IllegalStateException("a packed row cannot be read", broken);
        }
    }

    private synchronized byte[] pack(byte[] plain) {
        return packing.compress(plain);
    }

    private synchronized byte[] unpack(byte[] frame, int size) {
        return unpacking.decompress(frame, size);
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
