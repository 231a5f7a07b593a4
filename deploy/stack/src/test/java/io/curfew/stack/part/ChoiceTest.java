package io.curfew.stack.part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChoiceTest {
    @Test
    void byDefaultNobodyElseReachesIt() {
        assertThat(Choice.DEFAULT).isEqualTo(new Choice(7480, new Binding("127.0.0.1", "127.0.0.1")));
    }

    @Test
    void aChoiceIsReadAsItWasKept(@TempDir Path folder) throws IOException {
        Choice choice = new Choice(9000, new Binding("0.0.0.0", "198.51.100.7"));

        choice.keepIn(folder.resolve("settings"));

        assertThat(Choice.keptIn(folder.resolve("settings"))).hasValue(choice);
    }

    @Test
    void aDamagedFileIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("settings"), "first-port=many\n");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Choice.keptIn(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("remove it");
    }

    /** As a laptop that has changed its network finds it. */
    @Test
    void anAddressThatIsGoneIsStillReadAsItWasKept(@TempDir Path folder) throws IOException {
        Choice choice = new Choice(9000, new Binding("198.51.100.7", "198.51.100.7"));

        choice.keepIn(folder.resolve("settings"));

        assertThat(Choice.keptIn(folder.resolve("settings"))).hasValue(choice);
    }

    @Test
    void aFileOfAnEarlierVersionNamesNoHost(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("settings"), "first-port=9000\nbind=198.51.100.7\n");

        assertThat(Choice.keptIn(file)).hasValue(new Choice(9000, new Binding("198.51.100.7", "198.51.100.7")));
    }
}
