package io.curfew.sensor.name;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** The values are those of RFC 9001, appendix A.1, and RFC 9369, appendix A.1. */
class QuicCipherTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] CONNECTION = HEX.parseHex("8394c8f03e515708");

    @ParameterizedTest
    @CsvSource({
        "1, 1f369613dd76d5467730efcbe3b1a22d, fa044b2f42a3fd3b46fb255c, 9f50449e04a0e810283a1e9933adedd2",
        "1798521807, 8b1a0bc121284290a29e0971b5cd045d, 91f73e2351d8fa91660e909f, 45b95e15235d6f45a6b19cbcb0294ba9"
    })
    void keysAreThoseThatAreWrittenDown(int number, String packet, String vector, String header)
            throws GeneralSecurityException {
        QuicVersion version = Objects.requireNonNull(QuicVersion.of(number));

        QuicKeys keys = new QuicCipher().keys(version, CONNECTION, 0, CONNECTION.length);

        assertThat(HEX.formatHex(keys.packet.getEncoded())).isEqualTo(packet);
        assertThat(HEX.formatHex(keys.nonce(0))).isEqualTo(vector);
        assertThat(HEX.formatHex(keys.header.getEncoded())).isEqualTo(header);
    }
}
