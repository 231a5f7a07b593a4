package io.curfew.sensor.name;

import io.curfew.events.Ja4;
import org.junit.jupiter.api.Test;

import static io.curfew.sensor.frames.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;

class FingerprintsTest {
    private static final int TLS_1_2 = 0x0303;

    private final Fingerprints fingerprints = new Fingerprints();

    private static Ja4Marks marks(int cipher, int extension) {
        byte[] ciphers = {(byte) (cipher >>> 8), (byte) cipher};
        Ja4Marks marks = new Ja4Marks(HelloKind.TLS);
        marks.version(TLS_1_2);
        marks.ciphers(new OctetCursor(ciphers, 0, ciphers.length));
        marks.extension(extension);
        return marks;
    }

    @Test
    void aFingerprintIsMadeOnceForAClient() {
        Ja4 first = fingerprints.of(marks(0xc02b, 10));

        assertThat(fingerprints.of(marks(0xc02b, 10))).isSameAs(first);
    }

    @Test
    void clientsOfWhichThereAreManyKeepTheirOwn() {
        for (int round = 0; round < 2; round++) {
            for (int cipher = 0; cipher < 4 * Fingerprints.MOST; cipher++) {
                assertThat(fingerprints.of(marks(cipher, 10)))
                        .isEqualTo(marks(cipher, 10).ja4());
            }
        }
    }

    @Test
    void whatDiffersInOneMarkIsNotTheSame() {
        Ja4Marks other = marks(0xc02b, 10);
        other.application("h2");
        Ja4Marks signed = marks(0xc02b, 10);
        byte[] algorithms = hex("0002 0403");
        signed.signatureAlgorithms(new OctetCursor(algorithms, 0, algorithms.length));

        assertThat(marks(0xc02b, 10).isSame(marks(0xc02b, 10))).isTrue();
        assertThat(marks(0xc02b, 10).isSame(marks(0xc02c, 10))).isFalse();
        assertThat(marks(0xc02b, 10).isSame(marks(0xc02b, 11))).isFalse();
        assertThat(marks(0xc02b, 10).isSame(other)).isFalse();
        assertThat(marks(0xc02b, 10).isSame(signed)).isFalse();
    }
}
