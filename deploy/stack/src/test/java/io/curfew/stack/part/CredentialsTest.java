package io.curfew.stack.part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CredentialsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void secretsAreMadeUpOnceAndKept() throws IOException {
        Credentials first = Credentials.keptIn(folder.resolve("credentials"));
        Credentials second = Credentials.keptIn(folder.resolve("credentials"));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void everyFolderHasItsOwn() throws IOException {
        Credentials here = Credentials.keptIn(folder.resolve("here"));
        Credentials there = Credentials.keptIn(folder.resolve("there"));

        assertThat(here.of("ada")).isNotEqualTo(there.of("ada"));
    }

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        Path file = folder.resolve("credentials");

        Credentials.keptIn(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLineIsANameAndASecret() throws IOException {
        Path file = folder.resolve("credentials");

        Credentials credentials = Credentials.keptIn(file);

        assertThat(Files.readAllLines(file)).contains("ada " + credentials.of("ada"));
    }

    @Test
    void printedTheyShowNoSecret() throws IOException {
        Credentials credentials = Credentials.keptIn(folder.resolve("credentials"));

        assertThat(credentials.toString()).contains("ada").doesNotContain(credentials.of("ada"));
    }

    @Test
    void aNameThatStandsTwiceIsNamedWithoutItsSecrets() throws IOException {
        Path file = folder.resolve("credentials");
        Files.writeString(file, "ada 1234\nada 5678\n");

        assertThatIOException()
                .isThrownBy(() -> Credentials.keptIn(file))
                .withMessage(file + " cannot be used (ada stands there twice)");
    }

    /** As a kill or a full disk may leave it. */
    @Test
    void whatWasBegunBesideItIsWrittenAgain() throws IOException {
        Path begun = Files.writeString(folder.resolve("credentials.new"), "ada 12");

        Credentials credentials = Credentials.keptIn(folder.resolve("credentials"));

        assertThat(credentials.of("ada")).hasSize(16);
        assertThat(begun).doesNotExist();
    }

    @Test
    void aMissingNameIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credentials(Map.of("ada", "secret")))
                .withMessageContaining("olga");
    }
}
