package io.curfew.collector.kafka;

import io.curfew.policy.language.PolicyReading;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What judges, and what is told, while a file is away or broken, and once it comes. */
class PolicyWithGoneFilesTest extends CollectorWithFiles {
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
    void aDatabaseThatGoesAwayStaysInForceAndIsTold() throws IOException {
        putDatabase("PT");
        take(WITH_PLACES, listsAndDatabase(OLD, "PT"));
        lookFor(3);
        PolicyInForce before = policy.current();

        Files.delete(folder.resolve("country.mmdb"));
        lookFor(3);
        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("country.mmdb");
        assertThat(policy.current()).isEqualTo(before);
        putDatabase("ES");
        lookFor(2);

        isNews(List.of("country.mmdb"), WITH_PLACES, listsAndDatabase(OLD, "ES"));
    }

    @Test
    void aDatabaseThatChangesAndGoesIsNoNewsAndIsTold() throws IOException {
        putDatabase("PT");
        take(WITH_PLACES, listsAndDatabase(OLD, "PT"));
        lookFor(3);

        putDatabase("ES");
        lookFor(2);
        Files.delete(folder.resolve("country.mmdb"));
        lookFor(2);

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("country.mmdb");
    }

    @Test
    void aTextThatSomebodyPutsWhileADatabaseIsGoneKeepsIt() throws IOException {
        putDatabase("PT");
        Map<String, String> files = listsAndDatabase(OLD, "PT");
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
        take(WITH_PLACES, listsAndDatabase(OLD, "PT"));
        lookFor(3);

        PolicyReading.Accepted read = (PolicyReading.Accepted) policy.check(WITH_PLACES);

        assertThat(policy.changedFiles(read)).containsExactly("country.mmdb");
    }

    @Test
    void aFileBesideMakesAMissingDatabaseNoNews() throws IOException {
        take(WITH_PLACES, listsAndDatabase(OLD, "PT"));
        lookFor(3);

        put("country.mmdb.part", "half");
        lookFor(3);
        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("country.mmdb");
        put("ads.txt", NEW);
        lookFor(2);

        isNews(List.of("ads.txt"), WITH_PLACES, listsAndDatabase(NEW, "PT"));
    }

    @Test
    void aDatabaseThatComesAsTheVersionSaysIsInForceAndNoNews() throws IOException {
        take(WITH_PLACES, listsAndDatabase(OLD, "PT"));
        lookFor(3);
        PolicyInForce without = policy.current();

        putDatabase("PT");
        lookFor(2);

        nothingIsNews();
        assertThat(policy.otherFiles()).isEmpty();
        assertThat(policy.current()).isNotEqualTo(without);
    }

    @Test
    void aDatabaseThatNoVersionKnewIsNewsHoweverOld() throws IOException {
        take(WITH_PLACES, lists(OLD, OLD));
        lookFor(3);

        putDatabase("PT");
        lookFor(2);

        isNews(List.of("country.mmdb"), WITH_PLACES, listsAndDatabase(OLD, "PT"));
    }

    @Test
    void aBrokenFileIsReadAgainThoughItsTimeAndSizeStayTheSame() throws IOException {
        Path database = folder.resolve("country.mmdb");
        putDatabase("PT");
        byte[] whole = Files.readAllBytes(database);
        take(WITH_PLACES, listsAndDatabase(OLD, "PT"));
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
}
