package io.curfew.stack.check;

import io.curfew.stack.file.WholeFile;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Ports;
import io.curfew.stack.part.Programs;
import io.curfew.stack.part.Setting;
import io.curfew.stack.part.StateFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class PreflightTest {
    private static final long PLENTY = Long.MAX_VALUE;
    private static final Set<Part> KAFKA = Set.of(Part.KAFKA);

    @TempDir
    private Path folder = Path.of("");

    private StateFolder state = new StateFolder(folder);
    private Ports ports = Ports.from(Ports.DEFAULT_BASE);

    @BeforeEach
    void buildKafka() throws IOException {
        Files.createDirectories(folder.resolve("deploy/servers/kafka/target/server"));
        Files.createDirectories(folder.resolve("deploy/servers/keycloak/target/server"));
        state = new StateFolder(folder.resolve("state"));
        ports = Ports.free();
    }

    @Test
    void whereAllIsWellThereIsNoComplaint() {
        assertThat(complaints(KAFKA)).isEmpty();
    }

    @Test
    void whatIsNotBuiltIsNamed() {
        assertThat(complaints(Set.of(Part.COLLECTOR)))
                .singleElement()
                .asString()
                .startsWith("Collector is not built")
                .contains("./mvnw");
    }

    @Test
    void aTakenPortIsNamedWithItsHolder() throws IOException {
        try (ServerSocket _ = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(complaints(KAFKA))
                    .singleElement()
                    .asString()
                    .startsWith("port " + ports.kafka() + ", for Kafka, is taken by process "
                            + ProcessHandle.current().pid())
                    .contains("CURFEW_PORT=");
        }
    }

    @Test
    void aTakenPortLeavesNoStateFolderBehind() throws IOException {
        try (ServerSocket _ = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
            complaints(KAFKA);
        }

        assertThat(state.path()).doesNotExist();
    }

    @Test
    void tooLittleMemoryIsCounted() {
        List<String> complaints = new Preflight(setting(), KAFKA, () -> 100L * 1024 * 1024).complaints();

        assertThat(complaints)
                .containsExactly(
                        "250 MiB of memory are needed, 100 MiB are available: end other programs and try again");
    }

    @Test
    void aFolderOfSomeoneElseIsLeftAlone() throws IOException {
        Files.createDirectories(state.path());
        Files.createFile(state.path().resolve("thesis.tex"));

        assertThat(complaints(KAFKA)).singleElement().asString().contains("holds files that are not Curfew's");
    }

    /** A kill or a full disk may do so. */
    @Test
    void aFolderWhoseFirstStartWasCutOffIsTaken() throws IOException {
        Files.createDirectories(state.path());
        Files.createFile(WholeFile.begun(state.version()));

        assertThat(complaints(KAFKA)).isEmpty();
    }

    @Test
    void aFolderOfAnotherVersionIsLeftAlone() throws IOException {
        state.create();
        Files.writeString(state.version(), "2\n");

        assertThat(complaints(KAFKA)).singleElement().asString().contains("is of version 2", "knows version 1");
    }

    @Test
    void lostCredentialsOfARealmThatExistsAreMissed() throws IOException {
        state.create();
        Files.createDirectories(state.data(Part.KEYCLOAK).resolve("data/h2"));

        assertThat(complaints(Set.of(Part.KEYCLOAK)))
                .singleElement()
                .asString()
                .startsWith(state.credentials() + " is missing");
    }

    @Test
    void damagedCredentialsAreNamed() throws IOException {
        state.create();
        Credentials.keptIn(state.credentials());
        Files.writeString(state.credentials(), "ada 1234\n");

        assertThat(complaints(Set.of(Part.KEYCLOAK)))
                .singleElement()
                .asString()
                .startsWith(state.credentials() + " cannot be used (credentials lack ");
    }

    @Test
    void aFileInTheFoldersPlaceIsNamed() throws IOException {
        Files.createFile(state.path());

        assertThat(complaints(KAFKA)).singleElement().asString().contains("cannot be written to", "CURFEW_HOME");
    }

    private List<String> complaints(Set<Part> toStart) {
        return new Preflight(setting(), toStart, () -> PLENTY).complaints();
    }

    private Setting setting() {
        return Setting.onLoopback(new Programs(folder), state, ports);
    }
}
