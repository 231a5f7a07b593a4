package io.curfew.collector.kafka;

import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.place.DatabaseWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
class PolicyWithFilesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String TEXT = """
            curfew: 1
            sites: [ { id: lisbon } ]
            lists: [ { id: ads, file: ads.txt }, { id: trackers, file: trackers.txt } ]
            rules: [ { id: none, subject: { sites: lisbon }, deny: [ { dns: [ lists/ads, lists/trackers ] } ] } ]
            """;
    private static final String WITH_PLACES = TEXT + "places: { country: country.mmdb }\n";
    private static final String WITH_TIMERS = TEXT.replace("lists: [", "lists: [ { id: timers, file: timers.txt },");
    private static final String OLD = "old.example";
    private static final String NEW = "new.example";
    private static final String NEWEST = "newest.example";

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    private long nanos;
    private long version;
    private int changes;
    private PolicyWithFiles policy;

    @BeforeEach
    void oldLists() throws IOException {
        put("ads.txt", OLD);
        put("trackers.txt", OLD);
        policy = newCollector();
    }

    private PolicyWithFiles newCollector() {
        return new PolicyWithFiles(new PolicyFolder(folder), () -> nanos);
    }

    /** A file as of noon, but for the milliseconds by which each is a little later. */
    private void put(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        at(file, NOON.plusMillis(++changes));
    }

    private static void at(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private void putDatabase(Path file, String country) throws IOException {
        Files.write(file, DatabaseWriter.countries(Map.of("203.0.113.0/24", country)));
        at(file, NOON.plusMillis(++changes));
    }

    private void look() {
        policy.lookAtFiles();
    }

    private void lookFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            look();
        }
    }

    /** A version that somebody wrote elsewhere, an hour after noon, with files as they are said to be there. */
    private void take(String text, Map<String, String> files) throws IOException {
        take(text, files, NOON.plusSeconds(3600));
    }

    private void take(String text, Map<String, String> files, Instant changed) throws IOException {
        policy.take(new PolicyDocument(++version, "ada", changed, text, readElsewhere(text, files), List.of()));
        look();
    }

    /** The digests of such files. */
    private List<ReadFile> readElsewhere(String text, Map<String, String> files) throws IOException {
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
                Files.write(path, DatabaseWriter.countries(Map.of("203.0.113.0/24", file.getValue())));
            } else {
                Files.writeString(path, file.getValue());
            }
        }
        return new PolicyWithFiles(new PolicyFolder(elsewhere), () -> 0).check(text);
    }

    private static Map<String, String> lists(String ads, String trackers) {
        return Map.of("ads.txt", ads, "trackers.txt", trackers);
    }

    private void nothingIsNews() {
        assertThat(policy.change()).isEmpty();
    }

    private void isNews(List<String> changed, String text, Map<String, String> files) throws IOException {
        FileNews.Change change = policy.change().orElseThrow();
        assertThat(change.changedFiles()).isEqualTo(changed);
        assertThat(change.files()).containsExactlyInAnyOrderElementsOf(readElsewhere(text, files));
    }

    private void judgesAs(Map<String, String> files) throws IOException {
        judgesAs(TEXT, files);
    }

    /** As a collector would that has these files. */
    private void judgesAs(String text, Map<String, String> files) throws IOException {
        PolicyReading reading = checkElsewhere(text, files);
        assertThat(policy.current().policy().rules())
                .isEqualTo(((PolicyReading.Accepted) reading).policy().rules());
    }

    /** The version that says so comes back from Kafka. */
    private void takeOwn() {
        policy.take(new PolicyDocument(
                ++version,
                PolicyDocument.BY_FILES,
                NOON.plusSeconds(3600),
                policy.latest().text(),
                policy.change().orElseThrow().files(),
                List.of()));
        look();
    }

    private void begin() throws IOException {
        take(TEXT, lists(OLD, OLD));
        lookFor(3);
    }

    @Test
    void aListThatHasSettledIsNews() throws IOException {
        begin();

        put("ads.txt", NEW);
        look();
        nothingIsNews();
        lookFor(1);

        isNews(List.of("ads.txt"), TEXT, lists(NEW, OLD));
        assertThat(policy.otherFiles()).isEmpty();
    }

    @Test
    void untilAVersionSaysSoTheListBeforeJudges() throws IOException {
        begin();
        PolicyInForce before = policy.current();

        put("ads.txt", NEW);
        lookFor(3);
        assertThat(policy.current()).isEqualTo(before);
        takeOwn();

        assertThat(policy.current().policy().rules())
                .isNotEqualTo(before.policy().rules());
        nothingIsNews();
    }

    @Test
    void aVersionOfAnotherListDoesNotPutInForceWhatWaits() throws IOException {
        begin();
        put("trackers.txt", NEW);
        lookFor(3);
        put("ads.txt", NEW);
        look();

        take(TEXT, lists(NEW, OLD));
        lookFor(3);

        assertThat(policy.current().document().version()).isEqualTo(version);
        judgesAs(lists(NEW, OLD));
        isNews(List.of("trackers.txt"), TEXT, lists(NEW, NEW));
        takeOwn();
        judgesAs(lists(NEW, NEW));
    }

    @Test
    void aListThatComesAsTheVersionSaysIsUsedThoughAnotherWaits() throws IOException {
        begin();
        put("trackers.txt", NEW);
        lookFor(3);

        take(TEXT, lists(NEW, OLD));
        judgesAs(lists(OLD, OLD));
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
        put("ads.txt", NEW);
        lookFor(3);

        judgesAs(lists(NEW, OLD));
        assertThat(policy.otherFiles()).isEmpty();
    }

    @Test
    void aPolicyThatBecomesWholeDoesNotPutInForceWhatWaits() throws IOException {
        begin();
        put("ads.txt", NEW);
        lookFor(3);
        take(WITH_TIMERS, Map.of("ads.txt", OLD, "trackers.txt", OLD, "timers.txt", OLD));
        assertThat(policy.mistakes()).hasSize(1);

        put("timers.txt", OLD);
        lookFor(3);

        assertThat(policy.mistakes()).isEmpty();
        judgesAs(WITH_TIMERS, Map.of("ads.txt", OLD, "trackers.txt", OLD, "timers.txt", OLD));
    }

    @Test
    void newsThatNoVersionSaysForTwoMinutesAreTold() throws IOException {
        begin();
        put("ads.txt", NEW);

        lookFor(110);
        assertThat(policy.otherFiles()).isEmpty();
        lookFor(20);

        assertThat(policy.otherFiles()).containsExactly("ads.txt");
        takeOwn();
        assertThat(policy.otherFiles()).isEmpty();
    }

    @Test
    void whatAListBecomesThatWasBehindMayBeWhatAnEarlierVersionHad() throws IOException {
        begin();
        take(TEXT, lists(NEW, OLD));
        take(TEXT, lists(NEWEST, OLD));

        put("ads.txt", NEW);
        lookFor(2);

        List<ReadFile> asked = policy.change().orElseThrow().unwatched();
        assertThat(asked).extracting(ReadFile::name).containsExactly("ads.txt");
        policy.passOver(asked);
        lookFor(2);
        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aListThatIsRolledBackWhereItWasAsTheVersionSaysIsNewsWhateverWasEarlier() throws IOException {
        begin();
        take(TEXT, lists(NEW, OLD));
        put("ads.txt", NEW);
        lookFor(3);

        put("ads.txt", OLD);
        lookFor(2);

        assertThat(policy.change().orElseThrow().unwatched()).isEmpty();
        isNews(List.of("ads.txt"), TEXT, lists(OLD, OLD));
    }

    @Test
    void aTextThatSomebodyPutsWhileADatabaseIsGoneKeepsIt() throws IOException {
        putDatabase(folder.resolve("country.mmdb"), "PT");
        Map<String, String> files = Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "PT");
        take(WITH_PLACES, files);
        lookFor(3);
        Files.delete(folder.resolve("country.mmdb"));
        lookFor(3);

        PolicyReading.Accepted read = (PolicyReading.Accepted) policy.check(WITH_PLACES + "# the same\n");

        assertThat(ReadFile.of(read.files())).containsExactlyInAnyOrderElementsOf(readElsewhere(WITH_PLACES, files));
        assertThat(policy.changedFiles(read)).isEmpty();
    }

    @Test
    void aDatabaseThatWasNeverHereIsNamedByWhoeverPutsATextWithoutIt() throws IOException {
        take(WITH_PLACES, Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "PT"));
        lookFor(3);

        PolicyReading.Accepted read = (PolicyReading.Accepted) policy.check(WITH_PLACES);

        assertThat(policy.changedFiles(read)).containsExactly("country.mmdb");
    }

    @Test
    void aFileThatNoPolicyNamesMakesAnOldListNoNews() throws IOException {
        begin();
        take(TEXT, lists(NEW, OLD));

        put("readme.txt", "nobody names it");
        lookFor(3);

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aCommentInAnOldListMakesItNoNews() throws IOException {
        begin();
        take(TEXT, lists(NEW, OLD));

        put("ads.txt", "# fetched again\n" + OLD);
        lookFor(3);

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aVersionTakesAlongWhatChangedHereAndNothingElse() throws IOException {
        begin();
        take(TEXT, lists(NEW, OLD));

        put("trackers.txt", NEWEST);
        lookFor(2);

        isNews(List.of("trackers.txt"), TEXT, lists(NEW, NEWEST));
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aFileBesideMakesAMissingDatabaseNoNews() throws IOException {
        take(WITH_PLACES, Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "PT"));
        lookFor(3);

        put("country.mmdb.part", "half");
        lookFor(3);
        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("country.mmdb");
        put("ads.txt", NEW);
        lookFor(2);

        isNews(List.of("ads.txt"), WITH_PLACES, Map.of("ads.txt", NEW, "trackers.txt", OLD, "country.mmdb", "PT"));
    }

    @Test
    void aDatabaseThatComesAsTheVersionSaysIsInForceAndNoNews() throws IOException {
        take(WITH_PLACES, Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "PT"));
        lookFor(3);
        PolicyInForce without = policy.current();

        putDatabase(folder.resolve("country.mmdb"), "PT");
        lookFor(2);

        nothingIsNews();
        assertThat(policy.otherFiles()).isEmpty();
        assertThat(policy.current()).isNotEqualTo(without);
    }

    @Test
    void aDatabaseThatNoVersionKnewIsNewsHoweverOld() throws IOException {
        take(WITH_PLACES, lists(OLD, OLD));
        lookFor(3);

        putDatabase(folder.resolve("country.mmdb"), "PT");
        lookFor(2);

        isNews(List.of("country.mmdb"), WITH_PLACES, Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "PT"));
    }

    @Test
    void aTextThatNamesAFileThatIsNotHereMakesAnOldListNoNews() throws IOException {
        begin();
        take(TEXT, lists(NEW, OLD));

        take(WITH_TIMERS, Map.of("ads.txt", NEW, "trackers.txt", OLD, "timers.txt", OLD));
        assertThat(policy.mistakes()).hasSize(1);
        take(TEXT, lists(NEW, OLD));
        lookFor(3);

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aTextThatNamesAFileThatHasNotSettledIsInForceAtOnceAndMakesAnOldListNoNews() throws IOException {
        begin();
        take(TEXT, lists(NEW, OLD));

        put("timers.txt", OLD);
        take(WITH_TIMERS, Map.of("ads.txt", NEW, "trackers.txt", OLD, "timers.txt", OLD));

        assertThat(policy.mistakes()).isEmpty();
        lookFor(3);
        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void whoeverHasAListStillThatWasRolledBackElsewhereDoesNotPutItInForceAgain() throws IOException {
        begin();
        put("ads.txt", NEW);
        lookFor(2);
        takeOwn();
        put("ads.txt", NEWEST);
        lookFor(2);
        takeOwn();

        take(TEXT, lists(NEW, OLD));

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
        put("ads.txt", NEW);
        lookFor(3);
        nothingIsNews();
        assertThat(policy.otherFiles()).isEmpty();
    }

    @Test
    void whoeverIsSlowEachTimeAListIsSwappedWritesNothing() throws IOException {
        begin();
        for (String swapped : List.of(NEW, OLD, NEW)) {
            take(TEXT, lists(swapped, OLD));
            nothingIsNews();
            put("ads.txt", swapped);
            lookFor(3);
            nothingIsNews();
        }
    }

    @Test
    void aListThatChangedTwiceIsNewsThoughAVersionSaysTheFirst() throws IOException {
        begin();
        put("ads.txt", NEW);
        lookFor(2);
        put("ads.txt", NEWEST);
        lookFor(2);

        take(TEXT, lists(NEW, OLD));

        isNews(List.of("ads.txt"), TEXT, lists(NEWEST, OLD));
    }

    @Test
    void aChangeThatIsTakenBackWhileItsVersionIsWrittenIsNews() throws IOException {
        begin();
        put("ads.txt", NEW);
        lookFor(2);
        List<ReadFile> written = policy.change().orElseThrow().files();
        put("ads.txt", OLD);
        lookFor(2);
        nothingIsNews();

        policy.take(new PolicyDocument(++version, "files", NOON.plusSeconds(3600), TEXT, written, List.of()));
        look();

        isNews(List.of("ads.txt"), TEXT, lists(OLD, OLD));
    }

    @Test
    void aChangeThatWaitsIsNoNewsOnceAVersionSaysOtherwise() throws IOException {
        begin();
        put("ads.txt", NEW);
        put("trackers.txt", NEW);
        lookFor(2);

        take(TEXT, lists(NEWEST, OLD));

        isNews(List.of("trackers.txt"), TEXT, lists(NEWEST, NEW));
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aDocumentThatComesInAMillisecondDoesNotLetAHalfFileSettle() throws IOException {
        begin();
        PolicyInForce before = policy.current();
        put("ads.txt", "new.exam");
        look();

        nanos += Duration.ofMillis(3).toNanos();
        take(TEXT, lists(OLD, OLD));

        nothingIsNews();
        assertThat(policy.current().policy().rules()).isEqualTo(before.policy().rules());
    }

    @Test
    void aHalfFileAtAStartIsNoNewsAndTheWholeOneIs() throws IOException {
        put("ads.txt", "new.exam");
        at(folder.resolve("ads.txt"), NOON.plusSeconds(7200));
        take(TEXT, lists(OLD, OLD));
        nothingIsNews();

        put("ads.txt", NEW);
        at(folder.resolve("ads.txt"), NOON.plusSeconds(7201));
        lookFor(1);
        nothingIsNews();
        lookFor(1);

        isNews(List.of("ads.txt"), TEXT, lists(NEW, OLD));
        assertThat(policy.change().orElseThrow().unwatched()).hasSize(1);
    }

    @Test
    void aListThatChangesRightBehindAStartWithTheRightOneIsNewsAsAnyOther() throws IOException {
        take(TEXT, lists(OLD, OLD));

        put("ads.txt", NEW);
        lookFor(2);

        isNews(List.of("ads.txt"), TEXT, lists(NEW, OLD));
        assertThat(policy.change().orElseThrow().unwatched()).isEmpty();
    }

    @Test
    void anOldFileAtAStartIsNoNews() throws IOException {
        take(TEXT, lists(NEW, OLD));
        lookFor(3);

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aNewFileAtAStartIsNoNewsOnceItIsPassedOver() throws IOException {
        at(folder.resolve("ads.txt"), NOON.plusSeconds(7200));
        take(TEXT, lists(NEW, OLD));
        lookFor(2);

        policy.passOver(policy.change().orElseThrow().unwatched());
        look();

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
        put("ads.txt", NEWEST);
        lookFor(2);
        isNews(List.of("ads.txt"), TEXT, lists(NEWEST, OLD));
    }

    @Test
    void aDatabaseThatGoesAwayStaysInForceAndIsTold() throws IOException {
        putDatabase(folder.resolve("country.mmdb"), "PT");
        take(WITH_PLACES, Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "PT"));
        lookFor(3);
        PolicyInForce before = policy.current();

        Files.delete(folder.resolve("country.mmdb"));
        lookFor(3);
        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("country.mmdb");
        assertThat(policy.current()).isEqualTo(before);
        putDatabase(folder.resolve("country.mmdb"), "ES");
        lookFor(2);

        isNews(List.of("country.mmdb"), WITH_PLACES, Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "ES"));
    }

    @Test
    void aListThatGoesAwayStaysInForceAndIsAMistake() throws IOException {
        begin();
        PolicyInForce before = policy.current();

        Files.delete(folder.resolve("ads.txt"));
        lookFor(3);

        nothingIsNews();
        assertThat(policy.mistakes()).hasSize(1);
        assertThat(policy.current()).isEqualTo(before);
    }

    @Test
    void aBrokenFileIsReadAgainThoughItsTimeAndSizeStayTheSame() throws IOException {
        Path database = folder.resolve("country.mmdb");
        putDatabase(database, "PT");
        byte[] whole = Files.readAllBytes(database);
        take(WITH_PLACES, Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "PT"));
        lookFor(3);
        Files.write(database, new byte[whole.length]);
        at(database, NOON);
        lookFor(3);
        assertThat(policy.mistakes()).hasSize(1);

        Files.write(database, whole);
        at(database, NOON);
        lookFor(6);

        assertThat(policy.mistakes()).isEmpty();
        nothingIsNews();
    }

    @Test
    void aFileThatGrowsAllTheTimeKeepsNoOtherFromSettling() throws IOException {
        begin();

        put("ads.txt", NEW);
        for (int look = 0; look < 3; look++) {
            put("fetch.log", "line\n".repeat(look + 1));
            lookFor(1);
        }

        isNews(List.of("ads.txt"), TEXT, lists(NEW, OLD));
    }

    @Test
    void aVersionThatTellsNoFilesMakesNoneNews() throws IOException {
        begin();

        policy.take(new PolicyDocument(++version, "ada", NOON.plusSeconds(3600), TEXT, null, null));
        lookFor(3);

        nothingIsNews();
        assertThat(policy.otherFiles()).isEmpty();
        put("ads.txt", NEW);
        lookFor(2);
        isNews(List.of("ads.txt"), TEXT, lists(NEW, OLD));
    }

    @Test
    void whatWasNewsBeforeTheLatestVersionMakesNoneOfAListThatIsRolledBack() throws IOException {
        begin();
        put("ads.txt", NEW);
        lookFor(2);
        put("ads.txt", NEWEST);
        lookFor(2);
        take(TEXT, lists(NEWEST, OLD));

        take(TEXT, lists(NEW, OLD));

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aDatabaseThatChangesAndGoesIsNoNewsAndIsTold() throws IOException {
        putDatabase(folder.resolve("country.mmdb"), "PT");
        take(WITH_PLACES, Map.of("ads.txt", OLD, "trackers.txt", OLD, "country.mmdb", "PT"));
        lookFor(3);

        putDatabase(folder.resolve("country.mmdb"), "ES");
        lookFor(2);
        Files.delete(folder.resolve("country.mmdb"));
        lookFor(2);

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("country.mmdb");
    }

    @Test
    void aDatabaseThatIsThereAtAStartIsInForceAtOnce() throws IOException {
        String placesOnly = "curfew: 1\nsites: [ { id: lisbon } ]\nplaces: { country: country.mmdb }\n";
        putDatabase(folder.resolve("country.mmdb"), "PT");
        String without = policy.current().policy().places().toString();

        take(placesOnly, Map.of("country.mmdb", "PT"));

        assertThat(policy.current().policy().places().toString()).isNotEqualTo(without);
        assertThat(policy.otherFiles()).isEmpty();
    }

    @Test
    void aTextThatNamesANewFileTakesNoOtherThatIsHalfWritten() throws IOException {
        begin();
        PolicyReading.Accepted whole = (PolicyReading.Accepted) policy.check(TEXT);
        put("ads.txt", "new.exam");
        put("timers.txt", OLD);

        take(WITH_TIMERS, Map.of("ads.txt", OLD, "trackers.txt", OLD, "timers.txt", OLD));

        assertThat(policy.mistakes()).isEmpty();
        assertThat(policy.current().policy().rules()).isEqualTo(whole.policy().rules());
    }

    @Test
    void howAFileIsThatATextNamesAnewIsNoNewsWhateverItsTime() throws IOException {
        put("timers.txt", NEW);
        at(folder.resolve("timers.txt"), NOON.plusSeconds(7200));
        begin();

        take(WITH_TIMERS, Map.of("ads.txt", OLD, "trackers.txt", OLD, "timers.txt", OLD));
        lookFor(3);

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("timers.txt");
    }
}
