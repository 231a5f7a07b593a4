package io.curfew.collector.kafka;

import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that a policy names, changing beneath it, on a real Kafka. Each test goes on from the version that it finds.
 */
class PolicyFilesIT {
    private static final String TEXT = """
            curfew: 1
            sites: [ { id: lisbon } ]
            lists: [ { id: ads, file: ads.txt } ]
            rules: [ { id: none, subject: { sites: lisbon }, deny: [ { dns: lists/ads } ] } ]
            """;

    @TempDir
    private static Path kafka;

    private static LocalStack stack;
    private static KafkaConnection connection;

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() throws IOException, InterruptedException {
        stack = LocalStack.start(kafka, EnumSet.of(Part.KAFKA));
        connection = new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
        new TopicSetup(connection, 2, (short) 1).createMissing();
    }

    @AfterAll
    static void stopKafka() throws IOException {
        stack.close();
    }

    @BeforeEach
    void noPolicyNamesAFile() {
        try (PolicyLog log = started(folder)) {
            log.replace(
                    "curfew: 1\nsites: [ { id: lisbon } ]", "ada", log.latest().version());
        }
    }

    private static PolicyLog started(Path files) {
        PolicyLog log = new PolicyLog(connection, new PolicyFolder(files), Clock.systemUTC());
        log.start();
        return log;
    }

    private static void list(Path files, String name) throws IOException {
        Path whole = Files.writeString(files.resolve(".next"), name);
        Files.move(whole, files.resolve("ads.txt"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts the policy in force and gives its version. */
    private static long put(PolicyLog log) {
        PolicyReplacement replacement = log.replace(TEXT, "ada", log.latest().version());
        assertThat(replacement).isInstanceOf(PolicyReplacement.Accepted.class);
        return log.latest().version();
    }

    private static Instant changed(PolicyDocument document) {
        return Objects.requireNonNull(document.changed(), "what is written has its time");
    }

    private static void awaitVersion(PolicyLog log, long version) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(log.current().document().version()).isEqualTo(version));
    }

    private static void nothingIsWrittenFor(Duration time, PolicyLog log, long version) {
        Awaitility.await()
                .during(time)
                .atMost(time.multipliedBy(3))
                .untilAsserted(() -> assertThat(log.latest().version()).isEqualTo(version));
    }

    @Test
    void aListThatChangesIsAVersionOfItsOwnThatSaysWhichFileItWas() throws IOException {
        list(folder, "ads.example");
        try (PolicyLog log = started(folder)) {
            long before = put(log);
            Instant putAt = changed(log.latest());

            list(folder, "more.example");
            awaitVersion(log, before + 1);

            PolicyDocument document = log.current().document();
            assertThat(document.author()).isEqualTo("files");
            assertThat(document.text()).isEqualTo(TEXT);
            assertThat(log.current().policy().version()).isEqualTo(before + 1);
            assertThat(new PolicyVersions(connection).latest(null, 2))
                    .isEqualTo(List.of(
                            new PolicyVersion(before + 1, "files", changed(document), List.of("ads.txt")),
                            new PolicyVersion(before, "ada", putAt, List.of())));
            assertThat(log.otherFiles()).isEmpty();
        }
    }

    @Test
    void untilThatVersionIsReadThePolicyJudgesByTheFilesBefore() throws IOException {
        list(folder, "ads.example");
        try (PolicyLog log = started(folder)) {
            put(log);
            PolicyInForce before = log.current();

            list(folder, "more.example");
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !log.current().equals(before));

            assertThat(log.current().document().version())
                    .isEqualTo(before.document().version() + 1);
            assertThat(log.current().policy().rules())
                    .isNotEqualTo(before.policy().rules());
        }
    }

    @Test
    void ofSeveralCollectorsThatSeeItOneWritesIt() throws IOException {
        list(folder, "ads.example");
        try (PolicyLog one = started(folder);
                PolicyLog other = started(folder)) {
            long before = put(one);
            awaitVersion(other, before);

            list(folder, "more.example");
            awaitVersion(one, before + 1);
            awaitVersion(other, before + 1);

            nothingIsWrittenFor(Duration.ofSeconds(4), one, before + 1);
            assertThat(one.current()).isEqualTo(other.current());
        }
    }

    @Test
    void whatChangedWhileNoCollectorRanIsAVersionAtTheNextStart() throws IOException {
        list(folder, "ads.example");
        long before;
        try (PolicyLog log = started(folder)) {
            before = put(log);
        }

        list(folder, "never-before.example");
        try (PolicyLog log = started(folder)) {
            awaitVersion(log, before + 1);
            nothingIsWrittenFor(Duration.ofSeconds(3), log, before + 1);
        }
    }

    @Test
    void aCollectorWithOtherFilesSaysSoAndWritesNothing(@TempDir Path elsewhere) throws IOException {
        list(folder, "ads.example");
        list(elsewhere, "other.example");
        try (PolicyLog one = started(folder);
                PolicyLog other = started(elsewhere)) {
            awaitVersion(other, put(one));

            Awaitility.await()
                    .untilAsserted(() -> assertThat(other.otherFiles()).containsExactly("ads.txt"));
            nothingIsWrittenFor(Duration.ofSeconds(3), one, other.latest().version());
            assertThat(one.otherFiles()).isEmpty();

            list(elsewhere, "ads.example");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(other.otherFiles()).isEmpty());
            assertThat(other.current()).isEqualTo(one.current());
        }
    }

    @Test
    void aFileThatNoPolicyNamesOrThatSaysTheSameIsNoChange() throws IOException {
        list(folder, "ads.example");
        try (PolicyLog log = started(folder)) {
            long before = put(log);

            Files.writeString(folder.resolve("unused.txt"), "more.example");
            list(folder, "ads.example");

            nothingIsWrittenFor(Duration.ofSeconds(4), log, before);
            assertThat(log.mistakes()).isEmpty();
        }
    }

    @Test
    void aListThatGrowsWhileItIsWrittenIsOneChange() throws IOException, InterruptedException {
        list(folder, "ads.example");
        try (PolicyLog log = started(folder)) {
            long before = put(log);

            for (int line = 0; line < 30; line++) {
                Files.writeString(folder.resolve("ads.txt"), "more" + line + ".example\n", StandardOpenOption.APPEND);
                Thread.sleep(100);
            }

            awaitVersion(log, before + 1);
            nothingIsWrittenFor(Duration.ofSeconds(3), log, before + 1);
        }
    }

    @Test
    void aListThatGrowsBelowSeveralCollectorsWhileSomebodyWritesIsOneChange() throws IOException, InterruptedException {
        list(folder, "ads.example");
        try (PolicyLog one = started(folder);
                PolicyLog other = started(folder)) {
            long written = put(one);
            awaitVersion(other, written);

            for (int line = 0; line < 30; line++) {
                Files.writeString(folder.resolve("ads.txt"), "more" + line + ".example\n", StandardOpenOption.APPEND);
                if (line == 15) {
                    written = put(one);
                }
                Thread.sleep(100);
            }

            awaitVersion(one, written + 1);
            nothingIsWrittenFor(Duration.ofSeconds(5), other, written + 1);
            assertThat(List.of(one.otherFiles(), other.otherFiles())).containsOnly(List.of());
        }
    }

    @Test
    void anOldFileAtAStartIsToldAndWritesNothing(@TempDir Path elsewhere) throws IOException {
        list(folder, "ads.example");
        list(elsewhere, "old.example");
        Files.setLastModifiedTime(
                elsewhere.resolve("ads.txt"), FileTime.from(Instant.now().minusSeconds(60)));
        try (PolicyLog one = started(folder)) {
            long before = put(one);

            try (PolicyLog other = started(elsewhere)) {
                Awaitility.await()
                        .untilAsserted(() -> assertThat(other.otherFiles()).containsExactly("ads.txt"));
                nothingIsWrittenFor(Duration.ofSeconds(3), one, before);
            }
        }
    }

    @Test
    void aListWhoseCommentsAloneHaveChangedIsNoChange() throws IOException {
        list(folder, "# of Monday\nads.example\n");
        try (PolicyLog log = started(folder)) {
            long before = put(log);

            list(folder, "# of Tuesday\nads.example\n");

            nothingIsWrittenFor(Duration.ofSeconds(4), log, before);
            assertThat(log.otherFiles()).isEmpty();
        }
    }
}
