package io.curfew.events.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class SensorKeyTest {
    private static final byte[] BATCH = "a batch".getBytes(StandardCharsets.US_ASCII);
    private static final KeyPair ATTIC = pair();
    private static final KeyPair CELLAR = pair();
    /** RFC 8410, section 10.1. */
    private static final String OF_THE_RFC = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(SensorKey.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static SensorKey key(KeyPair pair) {
        return new SensorKey(pair.getPublic());
    }

    @Test
    void aBatchIsSignedByItsSensor() {
        byte[] signature = SensorKey.sign(ATTIC.getPrivate(), BATCH);

        assertThat(signature).hasSize(SensorKey.SIGNATURE_OCTETS);
        assertThat(key(ATTIC).hasSigned(BATCH, signature)).isTrue();
    }

    @Test
    void anotherSensorsSignatureIsNone() {
        assertThat(key(ATTIC).hasSigned(BATCH, SensorKey.sign(CELLAR.getPrivate(), BATCH)))
                .isFalse();
    }

    @Test
    void everyChangedOctetIsNoticed() {
        byte[] signature = SensorKey.sign(ATTIC.getPrivate(), BATCH);

        for (int changed = 0; changed < BATCH.length; changed++) {
            byte[] tampered = BATCH.clone();
            tampered[changed] ^= 1;
            assertThat(key(ATTIC).hasSigned(tampered, signature)).isFalse();
        }
        for (int changed = 0; changed < signature.length; changed++) {
            byte[] tampered = signature.clone();
            tampered[changed] ^= 1;
            assertThat(key(ATTIC).hasSigned(BATCH, tampered)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 1_000})
    void aSignatureOfAnotherLengthIsNone(int octets) {
        byte[] signature = Arrays.copyOf(SensorKey.sign(ATTIC.getPrivate(), BATCH), octets);

        assertThat(key(ATTIC).hasSigned(BATCH, signature)).isFalse();
    }

    @Test
    void whatTheKeySignedForAnotherPurposeIsNoSignature() throws GeneralSecurityException {
        Signature signer = Signature.getInstance(SensorKey.ALGORITHM);
        signer.initSign(ATTIC.getPrivate());
        signer.update(BATCH);

        assertThat(key(ATTIC).hasSigned(BATCH, signer.sign())).isFalse();
    }

    @Test
    void aKeyIsReadAsItIsWritten() {
        assertThat(SensorKey.parse(OF_THE_RFC)).hasToString(OF_THE_RFC);
        assertThat(SensorKey.parse(key(ATTIC).toString())).isEqualTo(key(ATTIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "MCowBQYDK2VwAyEA",
                // X25519
                "MCowBQYDK2VuAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
                // one octet more
                "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuEA",
                // a line of a PEM file
                "-----BEGIN PUBLIC KEY-----",
                "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SensorKey.parse(text))
                .withMessageStartingWith("a key is the base64 of an Ed25519 public key");
    }
}
