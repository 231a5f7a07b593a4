package io.curfew.collector.kafka;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that a policy names, changing beneath it. */
class PolicyFilesIT extends CollectorsOnKafka {
    private static final String TEXT = """
            curfew: 1
            sites: [ { id: lisbon } ]
            lists: [ { id: ads, file: ads.txt } ]
            rules: [ { id: none, subject: { sites: lisbon }, deny: [ { dns: lists/ads } ] } ]
            """;

    private static void list(Path files, String name) throws IOException {
        give(files, "ads.txt", name);
    }

    private static Instant changed(PolicyDocument document) {
        return Objects.requireNonNull(document.changed(), "what is written has its time");
    }

    @Test
    void aListThatChangesIsAVersionOfItsOwnThatSaysWhichFileItWas() throws IOException {
        list(folder, "ads.example");
        try (PolicyLog log = started(folder)) {
            long before = put(log, TEXT);
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
            put(log, TEXT);
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
            long before = put(one, TEXT);
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
            before = put(log, TEXT);
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
            awaitVersion(other, put(one, TEXT));

            awaitOtherFiles(other, "ads.txt");
            nothingIsWrittenFor(Duration.ofSeconds(3), one, other.latest().version());
            assertThat(one.otherFiles()).isEmpty();

            list(elsewhere, "ads.example");
            awaitOtherFiles(other);
            assertThat(other.current()).isEqualTo(one.current());
        }
    }

    @Test
    void aFileThatNoPolicyNamesOrThatSaysTheSameIsNoChange() throws IOException {
        list(folder, "ads.example");
        try (PolicyLog log = started(folder)) {
            long before = put(log, TEXT);

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
            long before = put(log, TEXT);

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
            long written = put(one, TEXT);
            awaitVersion(other, written);

            for (int line = 0; line < 30; line++) {
                Files.writeString(folder.resolve("ads.txt"), "more" + line + ".example\n", StandardOpenOption.APPEND);
                if (line == 15) {
                    written = put(one, TEXT);
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
            long before = put(one, TEXT);

            try (PolicyLog other = started(elsewhere)) {
                awaitOtherFiles(other, "ads.txt");
                nothingIsWrittenFor(Duration.ofSeconds(3), one, before);
            }
        }
    }

    @Test
    void aListWhoseCommentsAloneHaveChangedIsNoChange() throws IOException {
        list(folder, "# of Monday\nads.example\n");
        try (PolicyLog log = started(folder)) {
            long before = put(log, TEXT);

            list(folder, "# of Tuesday\nads.example\n");

            nothingIsWrittenFor(Duration.ofSeconds(4), log, before);
            assertThat(log.otherFiles()).isEmpty();
        }
    }
}
