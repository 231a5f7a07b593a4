package io.curfew.sensor.publish;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class KafkaTlsTest {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void withoutFilesTheConnectionIsMadeWithWhatJavaTrusts() throws IOException {
        assertThat(new KafkaTls(null, null, null).settings()).containsOnlyKeys("security.protocol");
    }

    @Test
    void filesBecomeTheClientsSettings() throws IOException {
        KafkaTls tls = new KafkaTls(file("ca.pem", CERTIFICATE), file("cert.pem", CERTIFICATE), file("key.pem", KEY));

        assertThat(tls.settings())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.certificates", CERTIFICATE)
                .containsEntry("ssl.keystore.type", "PEM")
                .containsEntry("ssl.keystore.certificate.chain", CERTIFICATE)
                .containsEntry("ssl.keystore.key", KEY);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> new KafkaTls(folder.resolve("ca.pem"), null, null).settings())
                .withMessage(folder.resolve("ca.pem") + ": no such file");
    }

    @Test
    void aKeyInAnotherFormIsRefusedWithTheWayOut() throws IOException {
        Path key = file("key.pem", "-----BEGIN RSA PRIVATE KEY-----");
        KafkaTls tls = new KafkaTls(null, file("cert.pem", CERTIFICATE), key);

        assertThatIOException().isThrownBy(tls::settings).withMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void aCertificateGoesWithItsKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KafkaTls(null, Path.of("cert.pem"), null));
    }
}
