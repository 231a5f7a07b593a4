package io.curfew.collector.kafka;

import io.curfew.policy.place.DatabaseWriter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What is news of a policy's files where there are several collectors, or a file is old, gone or broken. */
class PolicyFileNewsIT extends CollectorsOnKafka {
    private static final String TEXT = """
            curfew: 1
            sites: [ { id: lisbon } ]
            lists: [ { id: ads, file: ads.txt }, { id: trackers, file: trackers.txt } ]
            places: { country: country.mmdb }
            rules: [ { id: none, subject: { sites: lisbon }, deny: [ { dns: [ lists/ads, lists/trackers ] } ] } ]
            """;

    @BeforeEach
    void allAreThere() throws IOException {
        fill(folder);
    }

    private static void fill(Path files) throws IOException {
        give(files, "ads.txt", "ads.example");
        give(files, "trackers.txt", "trackers.example");
        Files.write(files.resolve("country.mmdb"), DatabaseWriter.countries(Map.of("203.0.113.0/24", "PT")));
    }

    private static List<ReadFile> filesOf(PolicyLog log) {
        return Objects.requireNonNull(log.latest().files(), "a version of this build tells its files");
    }

    @Test
    void listsThatComeInAnotherOrderAreAVersionEachAndNoneIsTakenBack(@TempDir Path elsewhere) throws IOException {
        fill(elsewhere);
        try (PolicyLog one = started(folder);
                PolicyLog other = started(elsewhere)) {
            long before = put(one, TEXT);
            awaitVersion(other, before);

            give(folder, "ads.txt", "new-ads.example");
            awaitVersion(other, before + 1);
            List<ReadFile> withAds = filesOf(other);
            give(elsewhere, "trackers.txt", "new-trackers.example");
            awaitVersion(one, before + 2);
            List<ReadFile> withBoth = filesOf(one);
            awaitOtherFiles(one, "trackers.txt");
            awaitOtherFiles(other, "ads.txt");
            give(folder, "trackers.txt", "new-trackers.example");
            give(elsewhere, "ads.txt", "new-ads.example");

            awaitOtherFiles(one);
            awaitOtherFiles(other);
            nothingIsWrittenFor(Duration.ofSeconds(3), one, before + 2);
            assertThat(one.latest().changedFiles()).containsExactly("trackers.txt");
            assertThat(withBoth).contains(withAds.getFirst()).isNotEqualTo(withAds);
            assertThat(one.current()).isEqualTo(other.current());
        }
    }

    @Test
    void aFileThatNoPolicyNamesBesideAnOldListPutsTheOldOneNotInForce(@TempDir Path elsewhere) throws IOException {
        fill(elsewhere);
        try (PolicyLog one = started(folder);
                PolicyLog other = started(elsewhere)) {
            long before = put(one, TEXT);
            give(folder, "ads.txt", "newer-ads.example");
            awaitVersion(other, before + 1);

            give(elsewhere, "readme.txt", "nobody names it");
            give(elsewhere, "ads.txt", "# fetched again\nads.example");

            nothingIsWrittenFor(Duration.ofSeconds(4), one, before + 1);
            assertThat(other.otherFiles()).containsExactly("ads.txt");
        }
    }

    @Test
    void aDatabaseThatGoesAwayStaysInForceAndIsTold(@TempDir Path elsewhere) throws IOException {
        fill(elsewhere);
        try (PolicyLog one = started(folder);
                PolicyLog other = started(elsewhere)) {
            long before = put(one, TEXT);
            awaitVersion(other, before);

            Files.move(folder.resolve("country.mmdb"), folder.resolve(".country.mmdb"));
            awaitOtherFiles(one, "country.mmdb");
            nothingIsWrittenFor(Duration.ofSeconds(3), one, before);
            give(elsewhere, "ads.txt", "ads-meanwhile.example");
            awaitVersion(one, before + 1);
            assertThat(one.current().policy().places())
                    .isEqualTo(other.current().policy().places());
            assertThat(other.otherFiles()).isEmpty();

            Files.move(folder.resolve(".country.mmdb"), folder.resolve("country.mmdb"));
            awaitOtherFiles(one, "ads.txt");
        }
    }

    @Test
    void aFileThatCannotBeReadIsReadAgainThoughItsTimeStaysTheSame() throws IOException {
        Path database = folder.resolve("country.mmdb");
        byte[] whole = Files.readAllBytes(database);
        try (PolicyLog log = started(folder)) {
            long before = put(log, TEXT);

            Files.write(database, new byte[whole.length]);
            Files.setLastModifiedTime(database, FileTime.from(Instant.now().minusSeconds(5)));
            FileTime time = Files.getLastModifiedTime(database);
            Awaitility.await().untilAsserted(() -> assertThat(log.mistakes()).hasSize(1));
            Files.write(database, whole);
            Files.setLastModifiedTime(database, time);

            Awaitility.await().untilAsserted(() -> assertThat(log.mistakes()).isEmpty());
            nothingIsWrittenFor(Duration.ofSeconds(2), log, before);
            assertThat(log.otherFiles()).isEmpty();
        }
    }

    @Test
    void whatAnEarlierVersionHadIsNotTakenAtAStartHoweverNewItsTime() throws IOException {
        long before;
        try (PolicyLog log = started(folder)) {
            before = put(log, TEXT);
            give(folder, "ads.txt", "ads-of-today.example");
            awaitVersion(log, before + 1);
        }

        give(folder, "ads.txt", "ads.example");
        try (PolicyLog log = started(folder)) {
            nothingIsWrittenFor(Duration.ofSeconds(4), log, before + 1);
            awaitOtherFiles(log, "ads.txt");
        }
    }
}
