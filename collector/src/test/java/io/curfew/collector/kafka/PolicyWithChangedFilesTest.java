package io.curfew.collector.kafka;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A file that changes is news once it has settled, and judges once a version says so. */
class PolicyWithChangedFilesTest extends CollectorWithFiles {
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
}
