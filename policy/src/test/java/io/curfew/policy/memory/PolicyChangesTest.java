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
    private static final PolicyChanges OF_BEFORE =
            new PolicyChanges(List.of(new Change(3, NOON, false), new Change(4, later(1), true)), 0, null, List.of());

    private static Instant later(long minutes) {
        return NOON.plusSeconds(60 * minutes);
    }

    private static Imprint imprint(long text, @Nullable Long ads, @Nullable Long camera) {
        return new Imprint(text, List.of(new Imprint.NamedFile(ADS, ads), new Imprint.NamedFile(CAMERA, camera)));
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
        assertThat(changes.of(ADS)).containsExactly(new FileChange(3, later(3)));
        assertThat(changes.of(CAMERA)).isEmpty();
        assertThat(changes.isOf(4)).isTrue();
        assertThat(changes.isOf(5)).isFalse();
    }

    @Test
    void aFileThatIsAwayHasNotChangedUntilItComesBackAsAnother() {
        PolicyChanges away = PolicyChanges.NONE
                .with(1, imprint(1, null, 1L), NOON)
                .with(2, imprint(1, 1L, null), later(2))
                .with(3, imprint(1, null, 1L), later(3));

        assertThat(away.of(ADS)).isEmpty();
        assertThat(away.of(CAMERA)).isEmpty();
        assertThat(away.with(4, imprint(1, 2L, 1L), later(4)).of(ADS)).containsExactly(new FileChange(4, later(4)));
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
        assertThat(changes.of(CAMERA)).containsExactly(new FileChange(3, later(3)));
        assertThat(changes.of(ADS)).hasSize(47).last().isEqualTo(new FileChange(999, later(999)));
    }

    @Test
    void ofManyFilesTheFirstAreKept() {
        List<Imprint.NamedFile> many = new ArrayList<>();
        IntStream.range(0, 60).forEach(file -> many.add(new Imprint.NamedFile("lists/" + (100 + file), 1L)));
        PolicyChanges changes = PolicyChanges.NONE.with(1, new Imprint(1, many), NOON);
        many.replaceAll(file -> new Imprint.NamedFile(file.name(), 2L));

        changes = changes.with(2, new Imprint(1, many), later(2)).with(3, new Imprint(1, many), later(3));

        assertThat(changes.of("lists/147")).containsExactly(new FileChange(2, later(2)));
        assertThat(changes.of("lists/148")).isEmpty();
    }

    @Test
    void aRowOfAnEarlierProgramLearnsWhatTheVersionSaysThatItKnows() {
        PolicyChanges changes = OF_BEFORE.with(4, imprint(1, 1L, 1L), later(5));

        assertThat(OF_BEFORE.isOf(4)).isFalse();
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
