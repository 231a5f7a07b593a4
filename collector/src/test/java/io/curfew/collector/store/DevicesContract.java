package io.curfew.collector.store;

import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.PORTO;
import static io.curfew.collector.store.Samples.VACUUM;
import static io.curfew.collector.store.Samples.alert;
import static io.curfew.collector.store.Samples.device;
import static io.curfew.collector.store.Samples.flow;
import static io.curfew.collector.store.Samples.sensor;
import static org.assertj.core.api.Assertions.assertThat;

/** What every view does with devices, and with the sensors that see them. */
interface DevicesContract extends ViewUnderTest {
    @Test
    default void aDeviceComesBackWhole() {
        Device device = device(LISBON, CAMERA);

        write(new Change.DeviceChanged(device));

        assertThat(view().device(VisibleSites.everywhere(), LISBON, CAMERA)).contains(device);
    }

    @Test
    default void devicesAreListedBySiteAndIdWithTheirOpenAlerts() {
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
    default void devicesAreFilteredByZoneAndWords() {
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
    default void standingsCountDevicesAndOpenAlertsBySeverity() {
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
    default void devicesAreNewForADayAndQuietAfterADayOfSilence() {
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
    default void reportsOfSensorsAreCounted() {
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
    default void aSensorIsKnownByItsLatestStatus() {
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
                null,
                NOON.plusSeconds(12));

        write(new Change.SensorReported(sensor(LISBON, "hall")), new Change.SensorReported(later));

        assertThat(view().sensors(VisibleSites.everywhere())).containsExactly(later);
    }

    @Test
    default void theAddressesOfADeviceAreToldWithTheirTimes() {
        write(flow(LISBON, "f1", NOON), flow(LISBON, "f2", NOON.plusSeconds(60)), flow(PORTO, "f3", NOON));

        assertThat(view().addresses(VisibleSites.everywhere(), LISBON, CAMERA))
                .containsExactly(new AddressUse(Samples.CAMERA_IP, NOON, NOON.plusSeconds(60)));
        assertThat(view().addresses(VisibleSites.everywhere(), LISBON, VACUUM)).isEmpty();
        assertThat(view().addresses(VisibleSites.of(Set.of(PORTO)), LISBON, CAMERA))
                .isEmpty();
    }
}
