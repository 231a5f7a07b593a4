package io.curfew.sensor.name;

import io.curfew.sensor.decode.Octets;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Opens a QUIC client's first packets, whose keys anybody can derive (RFC 9001, section 5). Made when the first is
 * seen: the runtime's cryptography is large. For one thread.
 */
final class QuicCipher {
    private static final int SECRET_OCTETS = 32;
    private static final int KEY_OCTETS = 16;
    private static final int VECTOR_OCTETS = 12;
    private static final int TAG_OCTETS = 16;
    private static final int SAMPLE_OCTETS = 16;
    private static final int LONGEST_NUMBER_OCTETS = 4;
    private static final int MOST_OCTETS = 16_384;

    private final Mac hash;
    private final Cipher packets;
    private final Cipher headers;
    private final byte[] header = new byte[MOST_OCTETS];
    private final byte[] plain = new byte[MOST_OCTETS];

    QuicCipher() {
        try {
            hash = Mac.getInstance("HmacSHA256");
            packets = Cipher.getInstance("AES/GCM/NoPadding");
            headers = Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has HMAC and AES", impossible);
        }
    }

    /** The keys of a connection whose id lies from {@code at} on. */
    QuicKeys keys(QuicVersion version, byte[] octets, int at, int length) throws GeneralSecurityException {
        byte[] connection = Arrays.copyOfRange(octets, at, at + length);
        byte[] initial = hash(version.salt(), connection);
        byte[] client = expand(initial, "client in", SECRET_OCTETS);
        return new QuicKeys(
                version,
                connection,
                expand(client, version.label("key"), KEY_OCTETS),
                expand(client, version.label("iv"), VECTOR_OCTETS),
                expand(client, version.label("hp"), KEY_OCTETS));
    }

    /** HKDF-Expand-Label (RFC 8446, section 7.1), of which one block is enough. */
    private byte[] expand(byte[] secret, String label, int length) throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(name.length + 5)
                .putShort((short) length)
                .put((byte) name.length)
                .put(name)
                .put((byte) 0)
                .put((byte) 1)
                .array();
        return Arrays.copyOf(hash(secret, info), length);
    }

    private byte[] hash(byte[] key, byte[] content) throws GeneralSecurityException {
        hash.init(new SecretKeySpec(key, "HmacSHA256"));
        return hash.doFinal(content);
    }

    /** Opens a packet into {@link #plain}; gives the octets of its frames, -1 when these are not its keys. */
    int open(QuicKeys keys, QuicHeader of, byte[] octets) {
        int headerOctets = of.numberAt - of.packetAt + LONGEST_NUMBER_OCTETS;
        boolean fits = headerOctets <= MOST_OCTETS && of.packetEnd - of.numberAt <= MOST_OCTETS;
        int sample = of.numberAt + LONGEST_NUMBER_OCTETS;
        if (!fits || of.packetEnd - sample < SAMPLE_OCTETS) {
            return -1;
        }
        try {
            headers.init(Cipher.ENCRYPT_MODE, keys.header);
            byte[] mask = headers.doFinal(octets, sample, SAMPLE_OCTETS);
            System.arraycopy(octets, of.packetAt, header, 0, headerOctets);
            header[0] ^= (byte) (mask[0] & 0x0f);
            int numberOctets = (header[0] & 3) + 1;
            int numberAt = of.numberAt - of.packetAt;
            long number = 0;
            for (int octet = 0; octet < numberOctets; octet++) {
                header[numberAt + octet] ^= mask[1 + octet];
                number = number << Byte.SIZE | Octets.u8(header, numberAt + octet);
            }
            packets.init(
                    Cipher.DECRYPT_MODE, keys.packet, new GCMParameterSpec(TAG_OCTETS * Byte.SIZE, keys.nonce(number)));
            packets.updateAAD(header, 0, numberAt + numberOctets);
            int begin = of.numberAt + numberOctets;
            return packets.doFinal(octets, begin, of.packetEnd - begin, plain, 0);
        } catch (GeneralSecurityException notItsKeys) {
            return -1;
        }
    }

    /** Holds the frames of the packet that was opened last. */
    byte[] plain() {
        return plain;
    }
}
