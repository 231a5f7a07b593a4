package io.curfew.collector.kafka;

import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.place.DatabaseWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** One collector with its files, to which versions come from elsewhere. */
abstract class CollectorWithFiles {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final String TEXT = """
            curfew: 1
            sites: [ { id: lisbon } ]
            lists: [ { id: ads, file: ads.txt }, { id: trackers, file: trackers.txt } ]
            rules: [ { id: none, subject: { sites: lisbon }, deny: [ { dns: [ lists/ads, lists/trackers ] } ] } ]
            """;
    static final String WITH_PLACES = TEXT + "places: { country: country.mmdb }\n";
    static final String WITH_TIMERS = TEXT.replace("lists: [", "lists: [ { id: timers, file: timers.txt },");
    static final String OLD = "old.example";
    static final String NEW = "new.example";
    static final String NEWEST = "newest.example";

    @TempDir
    Path folder;

    @TempDir
    private Path temporary;

    long nanos;
    long version;
    private int changes;
    PolicyWithFiles policy;

    @BeforeEach
    void oldLists() throws IOException {
        put("ads.txt", OLD);
        put("trackers.txt", OLD);
        policy = new PolicyWithFiles(new PolicyFolder(folder), () -> nanos);
    }

    /** A file as of noon, but for the milliseconds by which each is a little later. */
    void put(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        at(file, NOON.plusMillis(++changes));
    }

    static void at(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    void putDatabase(String country) throws IOException {
        Path file = Files.write(folder.resolve("country.mmdb"), database(country));
        at(file, NOON.plusMillis(++changes));
    }

    private static byte[] database(String country) {
        return DatabaseWriter.countries(Map.of("203.0.113.0/24", country));
    }

    void look() {
        policy.lookAtFiles();
    }

    void lookFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            look();
        }
    }

    /** A version that somebody wrote elsewhere, an hour after noon, with files as they are said to be there. */
    void take(String text, Map<String, String> files) throws IOException {
        List<ReadFile> read = readElsewhere(text, files);
        policy.take(new PolicyDocument(++version, "ada", NOON.plusSeconds(3600), text, read, List.of()));
        look();
    }

    /** The digests of such files. */
    List<ReadFile> readElsewhere(String text, Map<String, String> files) throws IOException {
        PolicyReading reading = checkElsewhere(text, files);
        Map<String, String> read = new HashMap<>(files);
        read.replaceAll((name, _) -> ((PolicyReading.Accepted) reading).files().get(name));
        return ReadFile.of(read);
    }

    private PolicyReading checkElsewhere(String text, Map<String, String> files) throws IOException {
        Path elsewhere = Files.createTempDirectory(temporary, "elsewhere");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = elsewhere.resolve(file.getKey());
            if (file.getKey().endsWith(".mmdb")) {
                Files.write(path, database(file.getValue()));
            } else {
                Files.writeString(path, file.getValue());
            }
        }
        return new PolicyWithFiles(new PolicyFolder(elsewhere), () -> 0).check(text);
    }

    static Map<String, String> lists(String ads, String trackers) {
        return Map.of("ads.txt", ads, "trackers.txt", trackers);
    }

    /** With the old lists of trackers and timers. */
    static Map<String, String> listsAndTimers(String ads) {
        return Map.of("ads.txt", ads, "trackers.txt", OLD, "timers.txt", OLD);
    }

    /** With the old list of trackers. */
    static Map<String, String> listsAndDatabase(String ads, String country) {
        return Map.of("ads.txt", ads, "trackers.txt", OLD, "country.mmdb", country);
    }

    void nothingIsNews() {
        assertThat(policy.change()).isEmpty();
    }

    void isNews(List<String> changed, String text, Map<String, String> files) throws IOException {
        FileNews.Change change = policy.change().orElseThrow();
        assertThat(change.changedFiles()).isEqualTo(changed);
        assertThat(change.files()).containsExactlyInAnyOrderElementsOf(readElsewhere(text, files));
    }

    void judgesAs(Map<String, String> files) throws IOException {
        judgesAs(TEXT, files);
    }

    /** As a collector would that has these files. */
    void judgesAs(String text, Map<String, String> files) throws IOException {
        PolicyReading reading = checkElsewhere(text, files);
        assertThat(policy.current().policy().rules())
                .isEqualTo(((PolicyReading.Accepted) reading).policy().rules());
    }

    /** The version that says so comes back from Kafka. */
    void takeOwn() {
        policy.take(new PolicyDocument(
                ++version,
                PolicyDocument.BY_FILES,
                NOON.plusSeconds(3600),
                policy.latest().text(),
                policy.change().orElseThrow().files(),
                List.of()));
        look();
    }

    void begin() throws IOException {
        take(TEXT, lists(OLD, OLD));
        lookFor(3);
    }
}
