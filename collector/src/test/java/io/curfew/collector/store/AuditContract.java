package io.curfew.collector.store;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.PORTO;
import static io.curfew.collector.store.Samples.acknowledged;
import static io.curfew.collector.store.Samples.muted;
import static io.curfew.collector.store.Samples.policyChanged;
import static org.assertj.core.api.Assertions.assertThat;

/** What every view does with the decisions of people. */
interface AuditContract extends ViewUnderTest {
    @Test
    default void theAuditTrailComesBackWholeTheLatestFirst() {
        AuditEntry muted = muted("0/3", NOON.plusSeconds(3));
        AuditEntry adopted =
                new AuditEntry("0/2", NOON.plusSeconds(2), "olga", "adopt", LISBON, null, CAMERA, null, "", null, null);
        AuditEntry changed = policyChanged("0/1", "ada", NOON);

        write(new Change.Audited(changed), new Change.Audited(muted), new Change.Audited(adopted));
        write(new Change.Audited(muted));

        assertThat(view().audit(AuditQuery.all(VisibleSites.everywhere(), FIRST)))
                .isEqualTo(new Page<>(List.of(muted, adopted, changed), null, 3));
    }

    @Test
    default void theAuditTrailIsFilteredByEachOfItsMarks() {
        write(
                new Change.Audited(acknowledged(LISBON, "0/1", "olga", NOON)),
                new Change.Audited(acknowledged(PORTO, "0/2", "lia", NOON.plusSeconds(10))),
                new Change.Audited(policyChanged("0/3", "ada", NOON.plusSeconds(20))));
        VisibleSites all = VisibleSites.everywhere();

        assertThat(audited(new AuditQuery(all, "lia", Set.of(), null, null, FIRST)))
                .containsExactly("0/2");
        assertThat(audited(new AuditQuery(all, null, Set.of("policy", "mute"), null, null, FIRST)))
                .containsExactly("0/3");
        assertThat(audited(new AuditQuery(all, null, Set.of(), NOON.plusSeconds(10), null, FIRST)))
                .containsExactly("0/3", "0/2");
        assertThat(audited(new AuditQuery(all, null, Set.of(), null, NOON.plusSeconds(10), FIRST)))
                .containsExactly("0/1");
    }

    @Test
    default void theAuditTrailShowsOnlyWhatIsOfVisibleSites() {
        write(
                new Change.Audited(acknowledged(LISBON, "0/1", "olga", NOON)),
                new Change.Audited(acknowledged(PORTO, "0/2", "lia", NOON)),
                new Change.Audited(policyChanged("0/3", "ada", NOON)));

        assertThat(audited(AuditQuery.all(ONLY_PORTO, FIRST))).containsExactly("0/2");
        assertThat(view().audit(AuditQuery.all(NOWHERE, FIRST))).isEqualTo(new Page<AuditEntry>(List.of(), null, 0));
    }

    @Test
    default void pagesOfTheAuditTrailFollowEachOtherWithoutGapOrRepeat() {
        for (int index = 0; index < 5; index++) {
            write(new Change.Audited(acknowledged(LISBON, "0/" + index, "olga", NOON.plusSeconds(index / 2))));
        }

        List<String> seen = new ArrayList<>();
        PageRequest request = PageRequest.first(2);
        Page<AuditEntry> page = view().audit(AuditQuery.all(VisibleSites.everywhere(), request));
        page.items().forEach(entry -> seen.add(entry.id()));
        while (page.next() != null) {
            page = view().audit(AuditQuery.all(VisibleSites.everywhere(), request.from(page.next())));
            page.items().forEach(entry -> seen.add(entry.id()));
        }

        assertThat(seen).containsExactly("0/4", "0/2", "0/3", "0/0", "0/1");
    }

    private List<String> audited(AuditQuery query) {
        return view().audit(query).items().stream().map(AuditEntry::id).toList();
    }
}
