package io.curfew.policy.memory;

import io.curfew.policy.language.Imprint;
import io.curfew.policy.memory.PolicyChanges.Change;
import io.curfew.policy.memory.PolicyChanges.FileChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

final class PolicyChangesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ADS = "lists/ads.txt";
    private static final String CAMERA = "mud/camera.json";

    /** What a program kept that did not tell files apart. */
    private static final PolicyChanges OF_BEFORE = new PolicyChanges(
            List.of(new Change(3, NOON, false), new Change(4, later(1), true)), 0, null, List.of(), List.of());

    private static Instant later(long minutes) {
        return NOON.plusSeconds(60 * minutes);
    }

    private static Imprint imprint(long text, @Nullable Long ads, @Nullable Long camera) {
        return new Imprint(text, List.of(new Imprint.NamedFile(ADS, ads), new Imprint.NamedFile(CAMERA, camera)));
    }

    private static List<Instant> timesOf(PolicyChanges changes, String file) {
        return changes.of(file).stream().map(FileChange::at).toList();
    }

    @Test
    void theFirstVersionThatIsSeenChangesNothing() {
        PolicyChanges changes = PolicyChanges.NONE.with(3, imprint(1, 1L, 1L), NOON);

        assertThat(changes.latest()).containsExactly(new Change(3, NOON, false));
        assertThat(changes.of(ADS)).isEmpty();
    }

    @Test
    void textAndFilesAreKeptApart() {
        PolicyChanges changes = PolicyChanges.NONE
                .with(1, imprint(1, 1L, 1L), NOON)
                .with(2, imprint(2, 1L, 1L), later(2))
                .with(3, imprint(2, 2L, 1L), later(3))
                .with(4, imprint(2, 2L, 1L), later(4));

        assertThat(changes.latest()).containsExactly(new Change(1, NOON, false), new Change(2, later(2), true));
        assertThat(changes.of(ADS)).containsExactly(new FileChange(Imprint.mark(ADS), 3, later(3), false));
        assertThat(changes.of(CAMERA)).isEmpty();
        assertThat(changes.version()).isEqualTo(4);
    }

    @Test
    void aFileThatIsAwayHasNotChangedUntilItComesBackAsAnother() {
        PolicyChanges away = PolicyChanges.NONE
                .with(1, imprint(1, 1L, 1L), NOON)
                .with(2, imprint(1, 1L, null), later(2))
                .with(3, imprint(1, 1L, 1L), later(3))
                .with(4, imprint(1, null, 1L), later(4));

        assertThat(away.of(ADS)).isEmpty();
        assertThat(away.of(CAMERA)).isEmpty();
        assertThat(timesOf(away.with(5, imprint(1, 2L, 1L), later(5)), ADS)).containsExactly(later(5));
    }

    @Test
    void aFileThatComesWhereTheTextIsAsItWasIsAChange() {
        PolicyChanges changes =
                PolicyChanges.NONE.with(1, imprint(1, null, 1L), NOON).with(2, imprint(1, 1L, 1L), later(2));

        assertThat(timesOf(changes, ADS)).containsExactly(later(2));
        assertThat(changes.of(CAMERA)).isEmpty();
    }

    @Test
    void aFileThatANewTextBeginsToNameIsNone() {
        PolicyChanges changes =
                PolicyChanges.NONE.with(1, imprint(1, null, 1L), NOON).with(2, imprint(2, 1L, 1L), later(2));

        assertThat(changes.of(ADS)).isEmpty();
    }

    @Test
    void aFileThatIsAnotherUnderTheSameVersionIsAChange() {
        PolicyChanges changes =
                PolicyChanges.NONE.with(1, imprint(1, 1L, 1L), NOON).with(1, imprint(1, 2L, 1L), later(2));

        assertThat(timesOf(changes, ADS)).containsExactly(later(2));
        assertThat(changes.latest()).hasSize(1);
        assertThat(changes.with(1, imprint(1, 2L, 1L), later(3))).isEqualTo(changes);
    }

    @Test
    void aFileThatNoRuleNeedsAnyMoreIsForgotten() {
        PolicyChanges changes = PolicyChanges.NONE
                .with(1, imprint(1, 1L, 1L), NOON)
                .with(2, imprint(1, 2L, 1L), later(2))
                .with(3, new Imprint(2, List.of()), later(3));

        assertThat(changes.files()).isEmpty();
        assertThat(changes.with(4, imprint(1, 3L, 1L), later(4)).of(ADS)).isEmpty();
    }

    @Test
    void aFileThatChangesOftenCrowdsOutNeitherTextsNorOtherFiles() {
        PolicyChanges changes = PolicyChanges.NONE
                .with(1, imprint(1, 0L, 1L), NOON)
                .with(2, imprint(2, 0L, 1L), later(2))
                .with(3, imprint(2, 0L, 2L), later(3));
        for (long version = 4; version < 1_000; version++) {
            changes = changes.with(version, imprint(2, version, 2L), later(version));
        }

        assertThat(changes.latest()).last().isEqualTo(new Change(2, later(2), true));
        assertThat(timesOf(changes, CAMERA)).containsExactly(later(3));
        assertThat(timesOf(changes, ADS)).hasSize(47).endsWith(later(999));
    }

    @Test
    void ofManyFilesEachIsToldWhenItChanges() {
        List<Imprint.NamedFile> many = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(file -> many.add(new Imprint.NamedFile("lists/" + (1_000 + file), 1L)));
        PolicyChanges changes = PolicyChanges.NONE.with(1, new Imprint(1, many), NOON);
        many.set(999, new Imprint.NamedFile("lists/1999", 2L));

        changes = changes.with(2, new Imprint(1, many), later(2)).with(3, new Imprint(1, many), later(3));

        assertThat(timesOf(changes, "lists/1999")).containsExactly(later(2));
        assertThat(changes.of("lists/1998")).isEmpty();
    }

    @Test
    void whereManyFilesChangeThoseThatChangedLastAreKept() {
        List<Imprint.NamedFile> many = new ArrayList<>();
        IntStream.range(0, 60).forEach(file -> many.add(new Imprint.NamedFile("lists/" + (100 + file), 1L)));
        PolicyChanges changes = PolicyChanges.NONE.with(1, new Imprint(1, many), NOON);
        for (int file = 59; file >= 0; file--) {
            many.set(file, new Imprint.NamedFile("lists/" + (100 + file), 2L));
            changes = changes.with(61 - file, new Imprint(1, many), later(60 - file));
        }

        assertThat(changes.of("lists/148")).isEmpty();
        assertThat(timesOf(changes, "lists/147")).containsExactly(later(13));
        assertThat(timesOf(changes, "lists/100")).containsExactly(later(60));
    }

    @Test
    void ofChangesThatMakeRoomTheLatestAreKeptAndSomeOfBefore() {
        PolicyChanges changes = PolicyChanges.NONE.with(1, imprint(1, 0L, 1L), NOON);
        for (long minute = 1; minute <= 600; minute++) {
            changes = changes.with(1 + minute, imprint(1, minute, 1L), later(minute));
        }

        List<Instant> kept = timesOf(changes, ADS);
        assertThat(kept).hasSize(48).endsWith(later(597), later(598), later(599), later(600));
        assertThat(kept).anyMatch(at -> at.isAfter(later(180)) && at.isBefore(later(240)));
    }

    @Test
    void aRowOfAnEarlierProgramLearnsWhatTheVersionSaysThatItKnows() {
        PolicyChanges changes = OF_BEFORE.with(4, imprint(1, 1L, 1L), later(5));

        assertThat(changes.text()).isEqualTo(1);
        assertThat(changes.latest()).isEqualTo(OF_BEFORE.latest());
        assertThat(changes.with(5, imprint(1, 2L, 1L), later(6)).latest()).isEqualTo(OF_BEFORE.latest());
    }

    @Test
    void aVersionAfterSuchARowIsAChangeOfTheText() {
        assertThat(OF_BEFORE.with(5, imprint(1, 1L, 1L), later(5)).latest())
                .last()
                .isEqualTo(new Change(5, later(5), true));
    }
}
