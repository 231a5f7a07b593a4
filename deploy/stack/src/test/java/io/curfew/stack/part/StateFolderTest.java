package io.curfew.stack.part;

import io.curfew.stack.process.DetachedProcess;
import io.curfew.stack.process.Launch;
import io.curfew.stack.process.RecordedProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class StateFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private StateFolder state = new StateFolder(folder);

    @BeforeEach
    void nameAFolder() {
        state = new StateFolder(folder.resolve("home/state"));
    }

    /** The database of Keycloak holds secrets in clear, and the data of Kafka all traffic. */
    @Test
    void nobodyButItsOwnerMayLookIntoIt() throws IOException {
        state.create();

        assertThat(permissions(state.path())).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatWasOpenIsClosed() throws IOException {
        Files.createDirectories(state.path());
        Files.setPosixFilePermissions(state.path(), PosixFilePermissions.fromString("rwxr-xr-x"));

        state.create();

        assertThat(permissions(state.path())).isEqualTo("rwx------");
    }

    @Test
    void theFolderThatItLiesInIsLeftAsOthersAre() throws IOException {
        Path neighbour = Files.createDirectories(folder.resolve("neighbour"));

        state.create();

        assertThat(permissions(folder.resolve("home"))).isEqualTo(permissions(neighbour));
    }

    @Test
    void itBearsItsVersionBeforeAnythingElseLiesInIt() throws IOException {
        Files.createDirectories(state.path());
        Files.createFile(state.path().resolve("run"));

        try {
            state.create();
        } catch (IOException cannotMakeRun) {
            assertThat(state.version()).hasContent(StateFolder.VERSION);
            return;
        }
        throw new AssertionError("a file lies in the place of a folder");
    }

    @Test
    void aPartIsFoundByItsRecord() throws Exception {
        state.create();
        RecordedProcess kafka = start(JavaCommand.marker(Part.KAFKA, state));
        try {
            kafka.write(state.record(Part.KAFKA));

            assertThat(state.living(Part.KAFKA)).map(ProcessHandle::pid).hasValue(kafka.pid());
        } finally {
            end(kafka);
        }
        assertThat(state.living(Part.KAFKA)).isEmpty();
    }

    /** As a kill between its start and its record leaves it. */
    @Test
    void aPartWithoutARecordIsFoundByItsMark() throws Exception {
        state.create();
        RecordedProcess kafka = start(JavaCommand.marker(Part.KAFKA, state));
        RecordedProcess another =
                start(JavaCommand.marker(Part.OPENSEARCH, new StateFolder(folder.resolve("another"))));
        try {
            assertThat(state.living(Part.KAFKA)).map(ProcessHandle::pid).hasValue(kafka.pid());
            assertThat(state.living(Part.OPENSEARCH)).isEmpty();
        } finally {
            end(kafka);
            end(another);
        }
    }

    private RecordedProcess start(String marker) throws IOException {
        return DetachedProcess.start(new Launch(
                List.of("/bin/sh", "-c", "while :; do sleep 1; done", marker),
                marker,
                Map.of(),
                folder,
                folder.resolve("console.log")));
    }

    private static void end(RecordedProcess process) {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
