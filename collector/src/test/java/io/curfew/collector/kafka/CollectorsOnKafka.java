package io.curfew.collector.kafka;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Collectors, each with the files of a folder, on a real Kafka whose policy names none yet. Each test goes on from the
 * version that it finds.
 */
abstract class CollectorsOnKafka extends OneKafka {
    @TempDir
    Path folder;

    @BeforeEach
    void noPolicyNamesAFile() {
        try (PolicyLog log = started(folder)) {
            log.replace(
                    "curfew: 1\nsites: [ { id: lisbon } ]", "ada", log.latest().version());
        }
    }

    static PolicyLog started(Path files) {
        PolicyLog log = new PolicyLog(connection, new PolicyFolder(files), Clock.systemUTC());
        log.start();
        return log;
    }

    /** Has the file there at once, never half of it. */
    static void give(Path files, String name, String text) throws IOException {
        Path whole = Files.writeString(files.resolve(".next"), text);
        Files.move(whole, files.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts the policy in force and gives its version. */
    static long put(PolicyLog log, String text) {
        PolicyReplacement replacement = log.replace(text, "ada", log.latest().version());
        assertThat(replacement).isInstanceOf(PolicyReplacement.Accepted.class);
        return log.latest().version();
    }

    static void awaitVersion(PolicyLog log, long version) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(log.current().document().version()).isEqualTo(version));
    }

    static void awaitOtherFiles(PolicyLog log, String... names) {
        Awaitility.await().untilAsserted(() -> assertThat(log.otherFiles()).containsExactly(names));
    }

    static void nothingIsWrittenFor(Duration time, PolicyLog log, long version) {
        Awaitility.await()
                .during(time)
                .atMost(time.multipliedBy(3))
                .untilAsserted(() -> assertThat(log.latest().version()).isEqualTo(version));
    }
}
