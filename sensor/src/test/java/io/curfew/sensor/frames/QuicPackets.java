package io.curfew.sensor.frames;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.u16;
import static io.curfew.sensor.frames.Frames.u32;
import static io.curfew.sensor.frames.Frames.u8;

/**
 * The first packets of a QUIC client, protected as RFC 9001 and RFC 9369 say. Derives keys by the runtime's KDF, so
 * that it shares nothing with what it tests.
 */
public final class QuicPackets {
    private static final byte[] CLIENT = hex("c0ffee");

    /** How a version protects its packets. */
    public enum Version {
        ONE(1, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic", 0xc0),
        TWO(0x6b33_43cfL, "0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2", 0xd0);

        private final long number;
        private final String salt;
        private final String label;
        private final int initial;

        Version(long number, String salt, String label, int initial) {
            this.number = number;
            this.salt = salt;
            this.label = label;
            this.initial = initial;
        }
    }

    private QuicPackets() {}

    /** A CRYPTO frame with a part of a message. */
    public static byte[] crypto(byte[] message, int from, int to) {
        return join(u8(6), number(from), number(to - from), Arrays.copyOfRange(message, from, to));
    }

    /** A number in four octets (RFC 9000, section 16). */
    public static byte[] number(int value) {
        return u32(0x8000_0000L | value);
    }

    /** An Initial packet without a token, padded to {@code octets} of frames. */
    public static byte[] initial(Version version, byte[] connection, int packetNumber, int octets, byte[]... frames) {
        return initial(version, connection, hex(""), packetNumber, octets, frames);
    }

    /** An Initial packet, its number in two octets, its frames padded to {@code octets}. */
    public static byte[] initial(
            Version version, byte[] connection, byte[] token, int packetNumber, int octets, byte[]... frames) {
        byte[] content = join(frames);
        byte[] plain = Arrays.copyOf(content, Math.max(octets, content.length));
        byte[] header = join(
                u8(version.initial | 1),
                u32(version.number),
                u8(connection.length),
                connection,
                u8(CLIENT.length),
                CLIENT,
                number(token.length),
                token,
                number(2 + plain.length + 16),
                u16(packetNumber));
        try {
            return protect(version, connection, packetNumber, header, plain);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] protect(Version version, byte[] connection, int packetNumber, byte[] header, byte[] plain)
            throws GeneralSecurityException {
        KDF kdf = KDF.getInstance("HKDF-SHA256");
        SecretKey initial = kdf.deriveKey(
                "Generic",
                HKDFParameterSpec.ofExtract()
                        .addIKM(connection)
                        .addSalt(hex(version.salt))
                        .extractOnly());
        SecretKey client = new SecretKeySpec(expand(kdf, initial, "client in", 32), "Generic");
        byte[] nonce = expand(kdf, client, version.label + " iv", 12);
        nonce[11] ^= (byte) packetNumber;
        nonce[10] ^= (byte) (packetNumber >>> 8);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(expand(kdf, client, version.label + " key", 16), "AES"),
                new GCMParameterSpec(128, nonce));
        gcm.updateAAD(header);
        byte[] sealed = gcm.doFinal(plain);
        Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
        ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(expand(kdf, client, version.label + " hp", 16), "AES"));
        byte[] mask = ecb.doFinal(sealed, 2, 16);
        byte[] hidden = header.clone();
        hidden[0] ^= (byte) (mask[0] & 0x0f);
        hidden[hidden.length - 2] ^= mask[1];
        hidden[hidden.length - 1] ^= mask[2];
        return join(hidden, sealed);
    }

    private static byte[] expand(KDF kdf, SecretKey secret, String label, int length) throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = join(u16(length), u8(name.length), name, u8(0));
        return kdf.deriveData(HKDFParameterSpec.expandOnly(secret, info, length));
    }
}
