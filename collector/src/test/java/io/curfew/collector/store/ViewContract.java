package io.curfew.collector.store;

import io.curfew.collector.store.AlertGroups.AlertGroup;
import io.curfew.collector.store.Samples.HourBuilder;
import io.curfew.collector.store.TrafficTop.TopEntry;
import io.curfew.collector.store.TrafficTrend.TrendHour;
import io.curfew.collector.store.TrafficTrend.TrendPeer;
import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.collector.store.TrafficTrend.Verdicts;
import io.curfew.collector.store.ecs.DnsTransaction;
import io.curfew.collector.store.ecs.Flow;
import io.curfew.policy.Alert;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;
import io.curfew.policy.memory.HourKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
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
import static io.curfew.collector.store.Samples.acknowledged;
import static io.curfew.collector.store.Samples.alert;
import static io.curfew.collector.store.Samples.device;
import static io.curfew.collector.store.Samples.dns;
import static io.curfew.collector.store.Samples.flow;
import static io.curfew.collector.store.Samples.hour;
import static io.curfew.collector.store.Samples.policyChanged;
import static io.curfew.collector.store.Samples.sensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What every view does, whatever keeps it. */
abstract class ViewContract {
    private static final PageRequest FIRST = PageRequest.first(50);
    private static final VisibleSites ONLY_PORTO = VisibleSites.of(Set.of(PORTO));
    private static final VisibleSites NOWHERE = VisibleSites.of(Set.of());

    /** The view under test, empty. */
    abstract View view();

    /** Keeps changes in the view under test. */
    abstract ViewWriter writer();

    /** Makes what was written show up. */
    abstract void settle();

    private void write(Change... changes) {
        assertThat(writer().write(Samples.withTotals(changes))).isEmpty();
        settle();
    }

    @Test
    void anEmptyViewHasNothing() {
        assertThat(view().alerts(AlertQuery.all(VisibleSites.everywhere(), FIRST)))
                .isEqualTo(new Page<Alert>(List.of(), null, 0));
        assertThat(view().devices(DeviceQuery.all(VisibleSites.everywhere(), FIRST))
                        .items())
                .isEmpty();
        assertThat(view().alert(VisibleSites.everywhere(), "none")).isEmpty();
        assertThat(view().device(VisibleSites.everywhere(), LISBON, CAMERA)).isEmpty();
        assertThat(view().standings(VisibleSites.everywhere(), NOON)).isEmpty();
        assertThat(view().sensors(VisibleSites.everywhere())).isEmpty();
        assertThat(view().audit(AuditQuery.all(VisibleSites.everywhere(), FIRST)))
                .isEqualTo(new Page<AuditEntry>(List.of(), null, 0));
    }

    @Test
    void theAuditTrailComesBackWholeTheLatestFirst() {
        AuditEntry muted = new AuditEntry(
                "0/3",
                NOON.plusSeconds(3),
                "olga",
                "mute",
                LISBON,
                "a1",
                null,
                NOON.plusSeconds(60),
                "noise",
                null,
                null);
        AuditEntry adopted =
                new AuditEntry("0/2", NOON.plusSeconds(2), "olga", "adopt", LISBON, null, CAMERA, null, "", null, null);
        AuditEntry changed = policyChanged("0/1", "ada", NOON);

        write(new Change.Audited(changed), new Change.Audited(muted), new Change.Audited(adopted));
        write(new Change.Audited(muted));

        assertThat(view().audit(AuditQuery.all(VisibleSites.everywhere(), FIRST)))
                .isEqualTo(new Page<>(List.of(muted, adopted, changed), null, 3));
    }

    @Test
    void theAuditTrailIsFilteredByEachOfItsMarks() {
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
    void theAuditTrailShowsOnlyWhatIsOfVisibleSites() {
        write(
                new Change.Audited(acknowledged(LISBON, "0/1", "olga", NOON)),
                new Change.Audited(acknowledged(PORTO, "0/2", "lia", NOON)),
                new Change.Audited(policyChanged("0/3", "ada", NOON)));

        assertThat(audited(AuditQuery.all(ONLY_PORTO, FIRST))).containsExactly("0/2");
        assertThat(view().audit(AuditQuery.all(NOWHERE, FIRST))).isEqualTo(new Page<AuditEntry>(List.of(), null, 0));
    }

    @Test
    void pagesOfTheAuditTrailFollowEachOtherWithoutGapOrRepeat() {
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

    @Test
    void alertsThatAreMutedOrOverAreNotCountedAsOpen() {
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
    void anAlertComesBackWithAllItsEvidence() {
        Alert alert = alert("a1", LISBON, CAMERA).build();

        write(new Change.AlertChanged(alert));

        assertThat(view().alert(VisibleSites.everywhere(), "a1")).contains(alert);
    }

    @Test
    void theLatestAlertComesFirstAndIdsDecideBetweenEqualTimes() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, CAMERA).last(NOON).build()),
                new Change.AlertChanged(
                        alert("a2", LISBON, CAMERA).last(NOON.plusNanos(1_000)).build()),
                new Change.AlertChanged(alert("a0", LISBON, CAMERA).last(NOON).build()));

        assertThat(ids(AlertQuery.all(VisibleSites.everywhere(), FIRST))).containsExactly("a2", "a0", "a1");
    }

    @Test
    void pagesOfAlertsFollowEachOtherWithoutGapOrRepeat() {
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
    void anAlertWrittenAgainReplacesTheOlderOne() {
        write(new Change.AlertChanged(alert("a1", LISBON, CAMERA).count(1).build()));

        write(new Change.AlertChanged(
                alert("a1", LISBON, CAMERA).count(2).acknowledgedBy("olga").build()));

        Page<Alert> page = view().alerts(AlertQuery.all(VisibleSites.everywhere(), FIRST));
        assertThat(page.items()).extracting(Alert::count).containsExactly(2L);
        assertThat(page.items()).extracting(Alert::state).containsExactly(Alert.State.ACKNOWLEDGED);
    }

    @Test
    void alertsAreFilteredByEachOfTheirMarks() {
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
    void wordsAreFoundInsideTextWhateverTheirCase() {
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
    void nothingOfAnotherSiteIsEverShown() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, CAMERA).build()),
                new Change.DeviceChanged(device(LISBON, CAMERA)),
                new Change.SensorReported(sensor(LISBON, "hall")),
                flow(LISBON, "f1", NOON),
                dns(LISBON, "d1", NOON));

        for (VisibleSites visible : List.of(ONLY_PORTO, NOWHERE)) {
            assertThat(view().alerts(AlertQuery.all(visible, FIRST))).isEqualTo(new Page<Alert>(List.of(), null, 0));
            assertThat(view().alert(visible, "a1")).isEmpty();
            assertThat(view().devices(DeviceQuery.all(visible, FIRST)))
                    .isEqualTo(new Page<KnownDevice>(List.of(), null, 0));
            assertThat(view().device(visible, LISBON, CAMERA)).isEmpty();
            assertThat(view().flows(TrafficQuery.all(visible, FIRST)).items()).isEmpty();
            assertThat(view().dns(TrafficQuery.all(visible, FIRST)).items()).isEmpty();
            assertThat(view().standings(visible, NOON)).isEmpty();
            assertThat(view().sensors(visible)).isEmpty();
        }
    }

    @Test
    void whoeverSeesOneSiteOfTwoSeesThatOne() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, CAMERA).build()),
                new Change.AlertChanged(alert("a2", PORTO, CAMERA).build()),
                new Change.DeviceChanged(device(LISBON, CAMERA)),
                new Change.DeviceChanged(device(PORTO, CAMERA)));

        assertThat(ids(AlertQuery.all(ONLY_PORTO, FIRST))).containsExactly("a2");
        assertThat(view().devices(DeviceQuery.all(ONLY_PORTO, FIRST)).items())
                .extracting(known -> known.device().site())
                .containsExactly(PORTO);
        assertThat(view().standings(ONLY_PORTO, NOON))
                .extracting(SiteStanding::site)
                .containsExactly(PORTO);
    }

    @Test
    void aDeviceComesBackWhole() {
        Device device = device(LISBON, CAMERA);

        write(new Change.DeviceChanged(device));

        assertThat(view().device(VisibleSites.everywhere(), LISBON, CAMERA)).contains(device);
    }

    @Test
    void devicesAreListedBySiteAndIdWithTheirOpenAlerts() {
        write(
                new Change.DeviceChanged(device(PORTO, CAMERA)),
                new Change.DeviceChanged(device(LISBON, VACUUM)),
                new Change.DeviceChanged(device(LISBON, CAMERA)),
                new Change.AlertChanged(alert("a1", LISBON, VACUUM).build()),
                new Change.AlertChanged(alert("a2", LISBON, VACUUM).build()),
                new Change.AlertChanged(
                        alert("a3", LISBON, CAMERA).acknowledgedBy("olga").build()));

        Page<KnownDevice> first = view().devices(DeviceQuery.all(VisibleSites.everywhere(), PageRequest.first(2)));
        Page<KnownDevice> second = view().devices(DeviceQuery.all(
                VisibleSites.everywhere(), PageRequest.first(2).from(first.next())));

        assertThat(first.items()).extracting(known -> known.device().id()).containsExactly(CAMERA, VACUUM);
        assertThat(first.items()).extracting(KnownDevice::openAlerts).containsExactly(0L, 2L);
        assertThat(first.total()).isEqualTo(3);
        assertThat(second.items()).extracting(known -> known.device().site()).containsExactly(PORTO);
        assertThat(second.next()).isNull();
    }

    @Test
    void devicesAreFilteredByZoneAndWords() {
        write(new Change.DeviceChanged(device(LISBON, CAMERA)), new Change.DeviceChanged(device(LISBON, VACUUM)));

        assertThat(devices(Set.of("things"), List.of())).containsExactly(CAMERA, VACUUM);
        assertThat(devices(Set.of("guest"), List.of())).isEmpty();
        assertThat(devices(Set.of(), List.of("VACU"))).containsExactly(VACUUM);
    }

    private List<DeviceId> devices(Set<String> zones, List<String> words) {
        DeviceQuery query = new DeviceQuery(VisibleSites.everywhere(), zones, words, SeenTimes.EVER, FIRST);
        return view().devices(query).items().stream()
                .map(known -> known.device().id())
                .toList();
    }

    @Test
    void standingsCountDevicesAndOpenAlertsBySeverity() {
        write(
                new Change.DeviceChanged(device(LISBON, CAMERA)),
                new Change.DeviceChanged(device(LISBON, VACUUM)),
                new Change.AlertChanged(
                        alert("a1", LISBON, CAMERA).severity(Severity.HIGH).build()),
                new Change.AlertChanged(
                        alert("a2", LISBON, VACUUM).severity(Severity.HIGH).build()),
                new Change.AlertChanged(
                        alert("a3", LISBON, VACUUM).severity(Severity.LOW).build()),
                new Change.AlertChanged(
                        alert("a4", PORTO, VACUUM).acknowledgedBy("olga").build()));

        assertThat(view().standings(VisibleSites.everywhere(), NOON))
                .containsExactly(
                        new SiteStanding(LISBON, 2, 2, 0, Map.of(Severity.HIGH, 2L, Severity.LOW, 1L)),
                        new SiteStanding(PORTO, 0, 0, 0, Map.of()));
    }

    @Test
    void devicesAreNewForADayAndQuietAfterADayOfSilence() {
        Device device = device(LISBON, CAMERA);

        write(new Change.DeviceChanged(device));

        Instant seen = device.lastSeen();
        assertThat(newAndQuiet(device.firstSeen().plus(Duration.ofDays(1)))).containsExactly(1L, 0L);
        assertThat(newAndQuiet(seen.plus(Duration.ofDays(1)))).containsExactly(0L, 0L);
        assertThat(newAndQuiet(seen.plus(Duration.ofDays(1)).plusMillis(1))).containsExactly(0L, 1L);
        assertThat(newAndQuiet(seen.plus(Duration.ofDays(8)))).containsExactly(0L, 1L);
        assertThat(newAndQuiet(seen.plus(Duration.ofDays(8)).plusMillis(1))).containsExactly(0L, 0L);
    }

    /** How many are new and how many quiet by the standings, where the list says the same. */
    private List<Long> newAndQuiet(Instant now) {
        SiteStanding lisbon = view().standings(VisibleSites.everywhere(), now).getFirst();
        assertThat(devices(SeenTimes.ofNewAt(now))).isEqualTo(lisbon.newDevices());
        assertThat(devices(SeenTimes.ofQuietAt(now))).isEqualTo(lisbon.quietDevices());
        return List.of(lisbon.newDevices(), lisbon.quietDevices());
    }

    private long devices(SeenTimes seen) {
        return view().devices(new DeviceQuery(VisibleSites.everywhere(), Set.of(), List.of(), seen, FIRST))
                .total();
    }

    @Test
    void alertsAreCountedTogetherByDevice() {
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
    void alertsAreCountedTogetherByRuleAndByDestination() {
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
    void alertsAreFoundByTheirOtherEnd() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, VACUUM).build()),
                new Change.AlertChanged(alert("a2", LISBON, CAMERA).peer(null).build()));
        AlertQuery all = AlertQuery.all(VisibleSites.everywhere(), FIRST);

        assertThat(ids(Samples.withPeer(all, "cloud.example.org"))).containsExactly("a1");
        assertThat(ids(Samples.withPeer(all, VENDOR.toString()))).containsExactly("a1");
        assertThat(ids(Samples.withPeer(all, "example.org"))).isEmpty();
        assertThat(ids(Samples.withPeer(all, ""))).containsExactly("a2");
    }

    @Test
    void reportsOfSensorsAreCounted() {
        write(
                Samples.report(LISBON, "r1", NOON),
                Samples.report(LISBON, "r2", NOON.plusSeconds(10)),
                Samples.report(PORTO, "r3", NOON.plusSeconds(20)));

        assertThat(view().reports(VisibleSites.everywhere(), NOON, NOON.plusSeconds(20)))
                .containsExactly(
                        new SensorReports(LISBON, sensor(LISBON, "hall").id(), 2));
        assertThat(view().reports(ONLY_PORTO, NOON, NOON.plusSeconds(21)))
                .containsExactly(new SensorReports(PORTO, sensor(PORTO, "hall").id(), 1));
        assertThat(view().reports(NOWHERE, NOON, NOON.plusSeconds(21))).isEmpty();
    }

    @Test
    void aSensorIsKnownByItsLatestStatus() {
        SensorStatus later = new SensorStatus(
                LISBON,
                sensor(LISBON, "hall").id(),
                "0.2.0",
                NOON.plusSeconds(10),
                100,
                1,
                2,
                0,
                0,
                null,
                List.of(),
                null);

        write(new Change.SensorReported(sensor(LISBON, "hall")), new Change.SensorReported(later));

        assertThat(view().sensors(VisibleSites.everywhere())).containsExactly(later);
    }

    @Test
    void trafficWrittenAgainStandsThereOnce() {
        write(flow(LISBON, "f1", NOON), dns(LISBON, "d1", NOON));

        write(flow(LISBON, "f1", NOON), dns(LISBON, "d1", NOON));

        assertThat(view().flows(TrafficQuery.all(VisibleSites.everywhere(), FIRST))
                        .items())
                .hasSize(1);
        assertThat(view().dns(TrafficQuery.all(VisibleSites.everywhere(), FIRST))
                        .items())
                .hasSize(1);
    }

    @Test
    void trafficIsFoundByDevicePeerAndTime() {
        write(flow(LISBON, "f1", NOON), flow(LISBON, "f2", NOON.plusSeconds(60)));

        assertThat(flows(CAMERA, null, 0, 120)).containsExactly("f2", "f1");
        assertThat(flows(VACUUM, null, 0, 120)).isEmpty();
        assertThat(flows(null, VENDOR.toString(), 0, 120)).containsExactly("f2", "f1");
        assertThat(flows(null, "cloud.example.org", 0, 120)).containsExactly("f2", "f1");
        assertThat(flows(null, "198.51.100.99", 0, 120)).isEmpty();
        assertThat(flows(null, null, 0, 60)).containsExactly("f1");
        assertThat(flows(null, null, 60, 61)).containsExactly("f2");
    }

    private List<String> flows(@Nullable DeviceId device, @Nullable String peer, int fromSeconds, int toSeconds) {
        TrafficQuery query = new TrafficQuery(
                VisibleSites.everywhere(),
                device,
                peer,
                null,
                null,
                null,
                null,
                NOON.plusSeconds(fromSeconds),
                NOON.plusSeconds(toSeconds),
                FIRST);
        return view().flows(query).items().stream()
                .map(flow -> flow.curfew().id())
                .toList();
    }

    @Test
    void theAddressesOfADeviceAreToldWithTheirTimes() {
        write(flow(LISBON, "f1", NOON), flow(LISBON, "f2", NOON.plusSeconds(60)), flow(PORTO, "f3", NOON));

        assertThat(view().addresses(VisibleSites.everywhere(), LISBON, CAMERA))
                .containsExactly(new AddressUse(Samples.CAMERA_IP, NOON, NOON.plusSeconds(60)));
        assertThat(view().addresses(VisibleSites.everywhere(), LISBON, VACUUM)).isEmpty();
        assertThat(view().addresses(VisibleSites.of(Set.of(PORTO)), LISBON, CAMERA))
                .isEmpty();
    }

    @Test
    void trafficIsFoundByServiceZoneRuleAndVerdict() {
        write(flow(LISBON, "f1", NOON));
        Flow flow = view().flows(TrafficQuery.all(VisibleSites.everywhere(), FIRST))
                .items()
                .getFirst();
        String rule = flow.curfew().verdict().rule();

        assertThat(flowsBy("https", "things", rule, HourKey.Result.VIOLATION)).isEqualTo(1);
        assertThat(flowsBy("tcp/443", null, null, null)).isEqualTo(1);
        assertThat(flowsBy("tcp", null, null, null)).isEqualTo(1);
        assertThat(flowsBy("udp/443", null, null, null)).isZero();
        assertThat(flowsBy("no-such-service", null, null, null)).isZero();
        assertThat(flowsBy(null, "private", null, null)).isZero();
        assertThat(flowsBy(null, "@outside", null, null)).isZero();
        assertThat(flowsBy(null, "@none", null, null)).isZero();
        assertThat(flowsBy(null, null, "another-rule", null)).isZero();
        assertThat(flowsBy(null, null, null, HourKey.Result.ALLOWED)).isZero();
    }

    private int flowsBy(
            @Nullable String service, @Nullable String zone, @Nullable String rule, HourKey.@Nullable Result result) {
        return view().flows(new TrafficQuery(
                        VisibleSites.everywhere(), null, null, service, zone, rule, result, null, null, FIRST))
                .items()
                .size();
    }

    @Test
    void hoursAddUpByHourAndByPeer() {
        write(
                hour(LISBON, 1, NOON, "cloud.example.org", 3),
                hour(LISBON, 2, NOON, "198.51.100.9", 1),
                hour(LISBON, 3, NOON.plusSeconds(3_600), "cloud.example.org", 2));

        TrafficTrend trend = view().trend(trend(VisibleSites.everywhere(), null, null));

        assertThat(trend.hours())
                .containsExactly(
                        new TrendHour(NOON, new TrendSums(4, new Attempts(0, 4, 0, 0), 400, 40), new Verdicts(0, 4, 0)),
                        new TrendHour(
                                NOON.plusSeconds(3_600),
                                new TrendSums(2, new Attempts(0, 2, 0, 0), 200, 20),
                                new Verdicts(0, 2, 0)));
        assertThat(trend.peers())
                .containsExactly(
                        new TrendPeer(
                                "cloud.example.org",
                                new TrendSums(5, new Attempts(0, 5, 0, 0), 500, 50),
                                NOON.plusSeconds(1),
                                NOON.plusSeconds(3_659)),
                        new TrendPeer(
                                "198.51.100.9",
                                new TrendSums(1, new Attempts(0, 1, 0, 0), 100, 10),
                                NOON.plusSeconds(1),
                                NOON.plusSeconds(59)));
    }

    @Test
    void aPartOfAnHourWrittenAgainCountsOnceAndAFurtherPartIsAdded() {
        write(hour(LISBON, 1, NOON, "cloud.example.org", 3), hour(LISBON, 2, NOON, "cloud.example.org", 4));

        write(hour(LISBON, 1, NOON, "cloud.example.org", 3));

        assertThat(view().trend(trend(VisibleSites.everywhere(), null, null)).hours())
                .extracting(hour -> hour.sums().count())
                .containsExactly(7L);
    }

    @Test
    void hoursAreFoundBySiteDeviceAndPeer() {
        write(hour(LISBON, 1, NOON, "cloud.example.org", 3), hour(PORTO, 1, NOON, "cloud.example.org", 5));

        VisibleSites lisbon = VisibleSites.everywhere().narrowedTo(Set.of(LISBON));
        assertThat(counts(trend(lisbon, null, null))).containsExactly(3L);
        assertThat(counts(trend(lisbon, CAMERA, "cloud.example.org"))).containsExactly(3L);
        assertThat(counts(trend(lisbon, VACUUM, null))).isEmpty();
        assertThat(counts(trend(lisbon, null, "other.example.org"))).isEmpty();
    }

    private List<Long> counts(TrendQuery query) {
        return counts(view().trend(query).hours());
    }

    private static TrendQuery trend(VisibleSites sites, @Nullable DeviceId device, @Nullable String peer) {
        return new TrendQuery(
                new HoursScope(
                        sites,
                        device,
                        peer,
                        null,
                        null,
                        null,
                        null,
                        HourKey.Act.FLOW,
                        HourKey.Result.VIOLATION,
                        NOON,
                        NOON.plusSeconds(7_200)),
                10);
    }

    @Test
    void whatAllDevicesDidAddsUpWhateverIsAskedOfIt() {
        write(
                hour(LISBON, 1, NOON, "cloud.example.org", 3),
                new HourBuilder(LISBON, 2, "198.51.100.9", 2)
                        .by(VACUUM, "private")
                        .service("ntp")
                        .verdict("allowed")
                        .build(),
                new HourBuilder(PORTO, 1, "cloud.example.org", 1)
                        .at(NOON.plusSeconds(3_600))
                        .verdict("unjudged")
                        .build());
        HoursScope all = HoursScope.all(VisibleSites.everywhere());

        assertThat(hours(all))
                .containsExactly(
                        new TrendHour(NOON, new TrendSums(5, new Attempts(0, 5, 0, 0), 500, 50), new Verdicts(2, 3, 0)),
                        new TrendHour(
                                NOON.plusSeconds(3_600),
                                new TrendSums(1, new Attempts(0, 1, 0, 0), 100, 10),
                                new Verdicts(0, 0, 1)));
        assertThat(counts(hours(narrowed("ntp", null, null)))).containsExactly(2L);
        assertThat(counts(hours(narrowed(null, "private", null)))).containsExactly(2L);
        assertThat(counts(hours(narrowed(null, null, "things-stay-home")))).containsExactly(5L, 1L);
        assertThat(counts(hours(narrowed("https", "things", "things-stay-home"))))
                .containsExactly(3L, 1L);
        assertThat(hours(narrowed("https", null, "another-rule"))).isEmpty();
        assertThat(top(narrowed(null, "things", null), TopQuery.By.SERVICE, TopQuery.Order.VIOLATIONS))
                .extracting(TopEntry::service, TopEntry::verdicts)
                .containsExactly(tuple("https", new Verdicts(0, 3, 1)));
        assertThat(top(all, TopQuery.By.SERVICE, TopQuery.Order.VIOLATIONS))
                .extracting(TopEntry::service, TopEntry::verdicts)
                .containsExactly(tuple("https", new Verdicts(0, 3, 1)), tuple("ntp", new Verdicts(2, 0, 0)));
        assertThat(top(narrowed("ntp", null, null), TopQuery.By.ZONES, TopQuery.Order.COUNT))
                .extracting(TopEntry::zone, TopEntry::toZone, TopEntry::verdicts)
                .containsExactly(tuple("private", "@outside", new Verdicts(2, 0, 0)));
    }

    private List<TrendHour> hours(HoursScope scope) {
        return view().trend(new TrendQuery(scope, 10)).hours();
    }

    private static List<Long> counts(List<TrendHour> hours) {
        return hours.stream().map(hour -> hour.sums().count()).toList();
    }

    private static HoursScope narrowed(@Nullable String service, @Nullable String zone, @Nullable String rule) {
        return new HoursScope(
                VisibleSites.everywhere(), null, null, service, zone, null, rule, HourKey.Act.FLOW, null, null, null);
    }

    private List<TopEntry> top(HoursScope scope, TopQuery.By by, TopQuery.Order order) {
        return view().top(new TopQuery(scope, by, order, 10)).items();
    }

    private static HoursScope zones(@Nullable String zone, @Nullable String toZone) {
        return new HoursScope(
                VisibleSites.everywhere(), null, null, null, zone, toZone, null, HourKey.Act.FLOW, null, null, null);
    }

    @Test
    void devicesOfSeveralSitesAreToldApartTheBusiestFirst() {
        write(
                hour(LISBON, 1, NOON, "cloud.example.org", 3),
                hour(PORTO, 1, NOON, "cloud.example.org", 5),
                new HourBuilder(LISBON, 2, "cloud.example.org", 4)
                        .by(VACUUM, "things")
                        .verdict("allowed")
                        .build(),
                hour(LISBON, 3, NOON.plusSeconds(3_600), "other.example.org", 1));

        List<TopEntry> busiest =
                top(HoursScope.all(VisibleSites.everywhere()), TopQuery.By.DEVICE, TopQuery.Order.COUNT);

        assertThat(busiest)
                .extracting(
                        TopEntry::site, TopEntry::device, entry -> entry.sums().count())
                .containsExactly(tuple(PORTO, CAMERA, 5L), tuple(LISBON, CAMERA, 4L), tuple(LISBON, VACUUM, 4L));
        assertThat(busiest.get(2).verdicts()).isEqualTo(new Verdicts(4, 0, 0));
        assertThat(busiest.get(2).sums()).isEqualTo(new TrendSums(4, new Attempts(0, 4, 0, 0), 400, 40));
    }

    @Test
    void nothingOfAnotherSiteIsInWhatWasDoneMost() {
        write(hour(LISBON, 1, NOON, "cloud.example.org", 3), hour(PORTO, 1, NOON, "cloud.example.org", 5));
        HoursScope lisbon = HoursScope.all(VisibleSites.everywhere().narrowedTo(Set.of(LISBON)));
        HoursScope nowhere = HoursScope.all(VisibleSites.of(Set.of()));

        for (TopQuery.By by : TopQuery.By.values()) {
            assertThat(top(lisbon, by, TopQuery.Order.COUNT))
                    .as(by.name())
                    .extracting(entry -> entry.sums().count())
                    .containsExactly(3L);
            assertThat(top(nowhere, by, TopQuery.Order.COUNT)).as(by.name()).isEmpty();
        }
    }

    @Test
    void whatWasDoneMostIsInTheOrderAskedFor() {
        write(
                new HourBuilder(LISBON, 1, "busy.example.org", 9)
                        .verdict("allowed")
                        .build(),
                new HourBuilder(LISBON, 2, "bad.example.org", 2)
                        .service("tcp/8883")
                        .build(),
                new HourBuilder(LISBON, 3, "worse.example.org", 4).build());
        HoursScope all = HoursScope.all(VisibleSites.everywhere());

        assertThat(top(all, TopQuery.By.PEER, TopQuery.Order.SENT))
                .extracting(TopEntry::peer)
                .containsExactly("busy.example.org", "worse.example.org", "bad.example.org");
        assertThat(top(all, TopQuery.By.PEER, TopQuery.Order.VIOLATIONS))
                .extracting(TopEntry::peer)
                .containsExactly("worse.example.org", "bad.example.org", "busy.example.org");
        assertThat(top(all, TopQuery.By.SERVICE, TopQuery.Order.COUNT))
                .extracting(TopEntry::service, entry -> entry.sums().count())
                .containsExactly(tuple("https", 13L), tuple("tcp/8883", 2L));
        assertThat(top(all, TopQuery.By.RULE, TopQuery.Order.RECEIVED))
                .extracting(TopEntry::rule, entry -> entry.sums().responderBytes())
                .containsExactly(tuple("things-stay-home", 150L));
    }

    @Test
    void pairsAreOfADeviceAndAnotherEnd() {
        write(
                hour(LISBON, 1, NOON, "cloud.example.org", 3),
                hour(LISBON, 2, NOON.plusSeconds(3_600), "cloud.example.org", 2),
                new HourBuilder(LISBON, 3, "cloud.example.org", 1)
                        .by(VACUUM, "things")
                        .build(),
                new HourBuilder(LISBON, 4, "198.51.100.9", 8)
                        .by(null, null)
                        .asking(CAMERA, "things")
                        .build());

        assertThat(top(HoursScope.all(VisibleSites.everywhere()), TopQuery.By.PAIR, TopQuery.Order.COUNT))
                .extracting(
                        TopEntry::device, TopEntry::peer, entry -> entry.sums().count())
                .containsExactly(tuple(CAMERA, "cloud.example.org", 5L), tuple(VACUUM, "cloud.example.org", 1L));
    }

    @Test
    void zonesAreToldByWhoBeganAndWhoWasAsked() {
        write(
                hour(LISBON, 1, NOON, "cloud.example.org", 7),
                new HourBuilder(LISBON, 2, "vacuum", 6)
                        .asking(VACUUM, "private")
                        .build(),
                new HourBuilder(LISBON, 3, "camera", 5)
                        .by(VACUUM, "private")
                        .asking(CAMERA, "things")
                        .build(),
                new HourBuilder(LISBON, 4, "198.51.100.9", 4)
                        .by(null, "things")
                        .asking(CAMERA, "things")
                        .build(),
                new HourBuilder(LISBON, 5, "vacuum", 3)
                        .by(CAMERA, null)
                        .asking(VACUUM, null)
                        .build(),
                new HourBuilder(LISBON, 6, null, 2).build(),
                new HourBuilder(LISBON, 7, null, 1).by(null, null).build());

        assertThat(top(HoursScope.all(VisibleSites.everywhere()), TopQuery.By.ZONES, TopQuery.Order.COUNT))
                .extracting(
                        TopEntry::zone, TopEntry::toZone, entry -> entry.sums().count())
                .containsExactly(
                        tuple("things", "@outside", 7L),
                        tuple("things", "private", 6L),
                        tuple("private", "things", 5L),
                        tuple("@outside", "things", 4L),
                        tuple("@none", "@none", 3L),
                        tuple("things", "@rest", 2L),
                        tuple("@rest", "@rest", 1L));
        for (TopEntry cell : top(HoursScope.all(VisibleSites.everywhere()), TopQuery.By.ZONES, TopQuery.Order.COUNT)) {
            assertThat(top(zones(cell.zone(), cell.toZone()), TopQuery.By.ZONES, TopQuery.Order.COUNT))
                    .containsExactly(cell);
        }
    }

    @Test
    void pagesOfTrafficFollowEachOther() {
        write(dns(LISBON, "d1", NOON), dns(LISBON, "d2", NOON), dns(LISBON, "d3", NOON.plusNanos(1_000)));

        Page<DnsTransaction> first = view().dns(TrafficQuery.all(VisibleSites.everywhere(), PageRequest.first(2)));
        Page<DnsTransaction> second = view().dns(TrafficQuery.all(
                VisibleSites.everywhere(), PageRequest.first(2).from(first.next())));

        assertThat(first.items())
                .extracting(transaction -> transaction.curfew().id())
                .containsExactly("d3", "d1");
        assertThat(second.items())
                .extracting(transaction -> transaction.curfew().id())
                .containsExactly("d2");
        assertThat(second.next()).isNull();
    }

    @Test
    void aDocumentThatTheStoreCannotReadIsRejectedAndTheOthersAreKept() {
        Change broken = new Change.TrafficSeen(
                Dataset.FLOWS,
                "f0",
                NOON,
                Samples.octets("{\"@timestamp\":\"noon\",\"curfew\":{\"site\":\"lisbon\"}}"));

        List<Rejection> rejections = writer().write(List.of(broken, flow(LISBON, "f1", NOON)));
        settle();

        assertThat(rejections).extracting(Rejection::change).containsExactly(broken);
        assertThat(view().flows(TrafficQuery.all(VisibleSites.everywhere(), FIRST))
                        .items())
                .extracting(Flow::curfew)
                .extracting("id")
                .containsExactly("f1");
    }

    private List<String> ids(AlertQuery query) {
        return view().alerts(query).items().stream().map(Alert::id).toList();
    }
}
