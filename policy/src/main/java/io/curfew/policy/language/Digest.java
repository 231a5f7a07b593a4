package io.curfew.policy.language;

import org.snakeyaml.engine.v2.nodes.Node;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Numbers that are equal in every process where the same was read. */
final class Digest {
    private static final int DIGITS_OF_A_NUMBER = 16;

    private Digest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }

    /** The first 64 bits of the SHA-256 of texts, each of which ends with an octet that no text has. */
    static long of(Iterable<String> texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0xff);
        }
        return first64Bits(digest);
    }

    /** The same of a part of a document: comments, line breaks and quotes make no difference. */
    static long of(Node node) {
        return of(List.of(Documents.onOneLine(node)));
    }

    /** The same of numbers. */
    static long ofNumbers(Iterable<Long> numbers) {
        MessageDigest digest = sha256();
        for (long number : numbers) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        }
        return first64Bits(digest);
    }

    /** The first 64 bits of a SHA-256 in hexadecimal. */
    static long first64Bits(String sha256) {
        return HexFormat.fromHexDigitsToLong(sha256, 0, DIGITS_OF_A_NUMBER);
    }

    private static long first64Bits(MessageDigest digest) {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
