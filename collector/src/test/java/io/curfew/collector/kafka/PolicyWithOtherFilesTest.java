package io.curfew.collector.kafka;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A list that is not as the latest version says is no news by itself, and is told. */
class PolicyWithOtherFilesTest extends CollectorWithFiles {
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
}
