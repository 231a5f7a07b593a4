package io.curfew.collector.kafka;

import io.curfew.policy.language.PolicyReading;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that are met for the first time: at a start, or because a text names them anew. */
class PolicyWithNewFilesTest extends CollectorWithFiles {
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
    void aDatabaseThatIsThereAtAStartIsInForceAtOnce() throws IOException {
        String placesOnly = "curfew: 1\nsites: [ { id: lisbon } ]\nplaces: { country: country.mmdb }\n";
        putDatabase("PT");
        String without = policy.current().policy().places().toString();

        take(placesOnly, Map.of("country.mmdb", "PT"));

        assertThat(policy.current().policy().places().toString()).isNotEqualTo(without);
        assertThat(policy.otherFiles()).isEmpty();
    }

    @Test
    void aTextThatNamesAFileThatIsNotHereMakesAnOldListNoNews() throws IOException {
        begin();
        take(TEXT, lists(NEW, OLD));

        take(WITH_TIMERS, listsAndTimers(NEW));
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
        take(WITH_TIMERS, listsAndTimers(NEW));

        assertThat(policy.mistakes()).isEmpty();
        lookFor(3);
        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("ads.txt");
    }

    @Test
    void aTextThatNamesANewFileTakesNoOtherThatIsHalfWritten() throws IOException {
        begin();
        PolicyReading.Accepted whole = (PolicyReading.Accepted) policy.check(TEXT);
        put("ads.txt", "new.exam");
        put("timers.txt", OLD);

        take(WITH_TIMERS, listsAndTimers(OLD));

        assertThat(policy.mistakes()).isEmpty();
        assertThat(policy.current().policy().rules()).isEqualTo(whole.policy().rules());
    }

    @Test
    void howAFileIsThatATextNamesAnewIsNoNewsWhateverItsTime() throws IOException {
        put("timers.txt", NEW);
        at(folder.resolve("timers.txt"), NOON.plusSeconds(7200));
        begin();

        take(WITH_TIMERS, listsAndTimers(OLD));
        lookFor(3);

        nothingIsNews();
        assertThat(policy.otherFiles()).containsExactly("timers.txt");
    }

    @Test
    void aPolicyThatBecomesWholeDoesNotPutInForceWhatWaits() throws IOException {
        begin();
        put("ads.txt", NEW);
        lookFor(3);
        take(WITH_TIMERS, listsAndTimers(OLD));
        assertThat(policy.mistakes()).hasSize(1);

        put("timers.txt", OLD);
        lookFor(3);

        assertThat(policy.mistakes()).isEmpty();
        judgesAs(WITH_TIMERS, listsAndTimers(OLD));
    }
}
