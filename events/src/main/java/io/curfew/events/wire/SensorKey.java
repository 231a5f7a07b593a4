package io.curfew.events.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * The public half of a sensor's own key, which tells whether a batch was written by it. The sensor signs the octets of
 * a batch behind a text that no other use of the key has; the signature stands in the header {@value #HEADER} of the
 * batch's record. Site, sensor, run and sequence are among the octets, so a signature is good for one batch only.
 *
 * @param publicKey an Ed25519 key
 */
public record SensorKey(PublicKey publicKey) {
    /** The name of a record's header. */
    public static final String HEADER = "curfew.signature";
    /** The algorithm, RFC 8032, as Java calls it. */
    public static final String ALGORITHM = "Ed25519";
    /** What a signature takes. */
    public static final int SIGNATURE_OCTETS = 64;

    /** What stands before the 32 octets of the key itself, RFC 8410. */
    private static final byte[] BEFORE_KEY = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private static final int KEY_OCTETS = 32;
    private static final byte[] PURPOSE = "curfew.observations.v1\0".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads a key from the base64 of its SubjectPublicKeyInfo, 60 characters: what a PEM file holds between its lines.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static SensorKey parse(String text) {
        byte[] octets = octets(text);
        boolean isOfItsForm = octets.length == BEFORE_KEY.length + KEY_OCTETS
                && Arrays.equals(octets, 0, BEFORE_KEY.length, BEFORE_KEY, 0, BEFORE_KEY.length);
        if (!isOfItsForm) {
            throw new IllegalArgumentException("a key is the base64 of an Ed25519 public key, 60 characters");
        }
        try {
            return new SensorKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(octets)));
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("no Ed25519 public key: " + refused.getMessage(), refused);
        }
    }

    private static byte[] octets(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            throw new IllegalArgumentException("a key is the base64 of an Ed25519 public key", noBase64);
        }
    }

    /** Whether the holder of the private half signed these octets of a batch. False for whatever is no signature. */
    public boolean hasSigned(byte[] batch, byte[] signature) {
        if (signature.length != SIGNATURE_OCTETS) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey);
            verifier.update(PURPOSE);
            verifier.update(batch);
            return verifier.verify(signature);
        } catch (InvalidKeyException | SignatureException noPoint) {
            return false;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime knows " + ALGORITHM, impossible);
        }
    }

    /**
     * The signature of the octets of a batch.
     *
     * @param key the private half of an Ed25519 key
     */
    public static byte[] sign(PrivateKey key, byte[] batch) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(PURPOSE);
            signer.update(batch);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an Ed25519 key signs whatever it is given", impossible);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }
}
