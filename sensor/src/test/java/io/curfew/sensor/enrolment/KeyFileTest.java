package io.curfew.sensor.enrolment;

import io.curfew.events.wire.SensorKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class KeyFileTest {
    @TempDir
    private Path folder;

    private Path file;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @BeforeEach
    void makeAKey() throws IOException {
        file = folder.resolve("key.pem");
        KeyFile.make(file);
    }

    @Test
    void bothHalvesBelongTogether() throws IOException {
        byte[] batch = "a batch".getBytes(StandardCharsets.US_ASCII);

        byte[] signature = SensorKey.sign(KeyFile.privateKey(file), batch);

        assertThat(KeyFile.publicKey(file).hasSigned(batch, signature)).isTrue();
    }

    @Test
    void nobodyButItsOwnerReadsIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatIOException().isThrownBy(() -> KeyFile.privateKey(file)).withMessageContaining("chmod 600");
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "root may read it all the same")
    void aKeyThatNobodyMayReadIsNoMistakeOfTheProgram() throws IOException {
        Files.setPosixFilePermissions(file, Set.of());

        assertThat(KeyFile.publicKey(file)).isNotNull();
    }

    @Test
    void aKeyIsNeverReplaced() throws IOException {
        String before = Files.readString(file);

        assertThatThrownBy(() -> KeyFile.make(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void openSslReadsIt() throws IOException, InterruptedException {
        Process openssl =
                new ProcessBuilder("openssl", "pkey", "-in", file.toString(), "-pubout", "-outform", "DER").start();

        assertThat(openssl.getInputStream().readAllBytes())
                .isEqualTo(KeyFile.publicKey(file).publicKey().getEncoded());
        assertThat(openssl.waitFor()).isZero();
    }

    @Test
    void whatIsNoKeyIsRefusedByItsName() throws IOException {
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nbm8ga2V5\n-----END PRIVATE KEY-----\n");

        assertThatIOException()
                .isThrownBy(() -> KeyFile.privateKey(file))
                .withMessage(file + ": holds no Ed25519 private key");
        assertThatIOException()
                .isThrownBy(() -> KeyFile.publicKey(file))
                .withMessageStartingWith(file + ": wants a line \"-----BEGIN PUBLIC KEY-----\"");
    }

    @Test
    void aKeyThatIsNotThereSaysWhatMakesIt() {
        assertThatIOException()
                .isThrownBy(() -> KeyFile.privateKey(folder.resolve("other.pem")))
                .withMessageContaining("curfew-sensor enrol");
    }
}
