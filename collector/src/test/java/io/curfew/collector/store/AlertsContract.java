package io.curfew.collector.store;

import io.curfew.collector.store.AlertGroups.AlertGroup;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.PORTO;
import static io.curfew.collector.store.Samples.VACUUM;
import static io.curfew.collector.store.Samples.VENDOR;
import static io.curfew.collector.store.Samples.alert;
import static org.assertj.core.api.Assertions.assertThat;

/** What every view does with alerts. */
interface AlertsContract extends ViewUnderTest {
    @Test
    default void alertsThatAreMutedOrOverAreNotCountedAsOpen() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, CAMERA)
                        .standing(Standing.opened(NOON).muted("olga", NOON, NOON.plusSeconds(60)))
                        .build()),
                new Change.AlertChanged(alert("a2", LISBON, CAMERA)
                        .standing(Standing.opened(NOON).resolved("olga", NOON))
                        .build()),
                new Change.AlertChanged(alert("a3", LISBON, CAMERA)
                        .standing(Standing.opened(NOON).resolved("", NOON).reopened("", NOON.plusSeconds(1)))
                        .build()));
        AlertQuery all = AlertQuery.all(VisibleSites.everywhere(), FIRST);

        assertThat(ids(Samples.withStates(all, Set.of(Alert.State.MUTED)))).containsExactly("a1");
        assertThat(ids(Samples.withStates(all, Set.of(Alert.State.RESOLVED)))).containsExactly("a2");
        assertThat(ids(Samples.withStates(all, Set.of(Alert.State.OPEN)))).containsExactly("a3");
        assertThat(view().standings(VisibleSites.everywhere(), NOON))
                .containsExactly(new SiteStanding(LISBON, 0, 0, 0, Map.of(Severity.HIGH, 1L)));
    }

    @Test
    default void anAlertComesBackWithAllItsEvidence() {
        Alert alert = alert("a1", LISBON, CAMERA).build();

        write(new Change.AlertChanged(alert));

        assertThat(view().alert(VisibleSites.everywhere(), "a1")).contains(alert);
    }

    @Test
    default void theLatestAlertComesFirstAndIdsDecideBetweenEqualTimes() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, CAMERA).last(NOON).build()),
                new Change.AlertChanged(
                        alert("a2", LISBON, CAMERA).last(NOON.plusNanos(1_000)).build()),
                new Change.AlertChanged(alert("a0", LISBON, CAMERA).last(NOON).build()));

        assertThat(ids(AlertQuery.all(VisibleSites.everywhere(), FIRST))).containsExactly("a2", "a0", "a1");
    }

    @Test
    default void pagesOfAlertsFollowEachOtherWithoutGapOrRepeat() {
        for (int index = 0; index < 7; index++) {
            write(new Change.AlertChanged(alert("a" + index, LISBON, CAMERA)
                    .last(NOON.plus(Duration.ofNanos(index / 2 * 1_000L)))
                    .build()));
        }

        List<String> seen = new ArrayList<>();
        PageRequest request = PageRequest.first(3);
        Page<Alert> page = view().alerts(AlertQuery.all(VisibleSites.everywhere(), request));
        page.items().forEach(alert -> seen.add(alert.id()));
        while (page.next() != null) {
            page = view().alerts(AlertQuery.all(VisibleSites.everywhere(), request.from(page.next())));
            page.items().forEach(alert -> seen.add(alert.id()));
        }

        assertThat(seen).containsExactly("a6", "a4", "a5", "a2", "a3", "a0", "a1");
        assertThat(page.total()).isEqualTo(7);
    }

    @Test
    default void anAlertWrittenAgainReplacesTheOlderOne() {
        write(new Change.AlertChanged(alert("a1", LISBON, CAMERA).count(1).build()));

        write(new Change.AlertChanged(
                alert("a1", LISBON, CAMERA).count(2).acknowledgedBy("olga").build()));

        Page<Alert> page = view().alerts(AlertQuery.all(VisibleSites.everywhere(), FIRST));
        assertThat(page.items()).extracting(Alert::count).containsExactly(2L);
        assertThat(page.items()).extracting(Alert::state).containsExactly(Alert.State.ACKNOWLEDGED);
    }

    @Test
    default void alertsAreFilteredByEachOfTheirMarks() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, CAMERA).build()),
                new Change.AlertChanged(alert("a2", LISBON, VACUUM)
                        .zone("guest")
                        .severity(Severity.LOW)
                        .detection("dns-bypass")
                        .acknowledgedBy("olga")
                        .build()));
        AlertQuery all = AlertQuery.all(VisibleSites.everywhere(), FIRST);

        assertThat(ids(Samples.with(all, Set.of("guest"), null))).containsExactly("a2");
        assertThat(ids(Samples.with(all, Set.of(), VACUUM))).containsExactly("a2");
        assertThat(ids(Samples.withSeverities(all, Set.of(Severity.LOW)))).containsExactly("a2");
        assertThat(ids(Samples.withStates(all, Set.of(Alert.State.ACKNOWLEDGED))))
                .containsExactly("a2");
        assertThat(ids(Samples.withOrigin(all, Alert.Kind.DETECTION, null))).containsExactly("a2");
        assertThat(ids(Samples.withOrigin(all, null, "dns-bypass"))).containsExactly("a2");
        assertThat(ids(Samples.withOrigin(all, Alert.Kind.RULE, "dns-bypass"))).isEmpty();
    }

    @Test
    default void wordsAreFoundInsideTextWhateverTheirCase() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, CAMERA).build()),
                new Change.AlertChanged(alert("a2", LISBON, VACUUM).build()));
        AlertQuery all = AlertQuery.all(VisibleSites.everywhere(), FIRST);

        assertThat(ids(Samples.withWords(all, List.of("CAMER")))).containsExactly("a1");
        assertThat(ids(Samples.withWords(all, List.of("camera", VENDOR.toString()))))
                .containsExactly("a1");
        assertThat(ids(Samples.withWords(all, List.of("*")))).isEmpty();
        assertThat(ids(Samples.withWords(all, List.of("camera", "elsewhere")))).isEmpty();
    }

    @Test
    default void alertsAreCountedTogetherByDevice() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, VACUUM).build()),
                new Change.AlertChanged(alert("a2", PORTO, VACUUM).build()),
                new Change.AlertChanged(alert("a3", LISBON, VACUUM)
                        .severity(Severity.LOW)
                        .last(NOON.plusSeconds(5))
                        .build()),
                new Change.AlertChanged(
                        alert("a4", LISBON, CAMERA).acknowledgedBy("olga").build()));

        AlertQuery open =
                Samples.withStates(AlertQuery.all(VisibleSites.everywhere(), FIRST), Set.of(Alert.State.OPEN));

        assertThat(view().groups(new AlertGroupsQuery(open, AlertGrouping.DEVICE, 5)))
                .isEqualTo(new AlertGroups(
                        List.of(
                                new AlertGroup(
                                        LISBON,
                                        "vacuum",
                                        "vacuum",
                                        2,
                                        Map.of(Severity.HIGH, 1L, Severity.LOW, 1L),
                                        NOON.plusSeconds(5)),
                                new AlertGroup(PORTO, "vacuum", "vacuum", 1, Map.of(Severity.HIGH, 1L), NOON)),
                        true));
        assertThat(view().groups(new AlertGroupsQuery(open, AlertGrouping.DEVICE, 1)))
                .satisfies(groups -> assertThat(groups.groups()).hasSize(1))
                .satisfies(groups -> assertThat(groups.complete()).isFalse());
    }

    @Test
    default void alertsAreCountedTogetherByRuleAndByDestination() {
        Peer unnamed = Peer.of(VENDOR);
        write(
                new Change.AlertChanged(alert("a1", LISBON, VACUUM).build()),
                new Change.AlertChanged(alert("a2", PORTO, CAMERA).build()),
                new Change.AlertChanged(alert("a3", PORTO, CAMERA)
                        .peer(unnamed)
                        .detection("beacon")
                        .build()),
                new Change.AlertChanged(alert("a4", PORTO, CAMERA)
                        .peer(null)
                        .detection("new-device")
                        .build()));

        assertThat(keys(VisibleSites.everywhere(), AlertGrouping.RULE))
                .containsExactly("things-stay-home 2", "beacon 1", "new-device 1");
        assertThat(keys(VisibleSites.everywhere(), AlertGrouping.DESTINATION))
                .containsExactly("cloud.example.org 2", " 1", VENDOR + " 1");
        assertThat(keys(VisibleSites.of(Set.of(LISBON)), AlertGrouping.DESTINATION))
                .containsExactly("cloud.example.org 1");
        assertThat(keys(NOWHERE, AlertGrouping.RULE)).isEmpty();
    }

    private List<String> keys(VisibleSites visible, AlertGrouping by) {
        return view().groups(new AlertGroupsQuery(AlertQuery.all(visible, FIRST), by, 50)).groups().stream()
                .map(group -> group.key() + " " + group.count())
                .toList();
    }

    @Test
    default void alertsAreFoundByTheirOtherEnd() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, VACUUM).build()),
                new Change.AlertChanged(alert("a2", LISBON, CAMERA).peer(null).build()));
        AlertQuery all = AlertQuery.all(VisibleSites.everywhere(), FIRST);

        assertThat(ids(Samples.withPeer(all, "cloud.example.org"))).containsExactly("a1");
        assertThat(ids(Samples.withPeer(all, VENDOR.toString()))).containsExactly("a1");
        assertThat(ids(Samples.withPeer(all, "example.org"))).isEmpty();
        assertThat(ids(Samples.withPeer(all, ""))).containsExactly("a2");
    }

    private List<String> ids(AlertQuery query) {
        return view().alerts(query).items().stream().map(Alert::id).toList();
    }
}
