package io.curfew.collector.store;

import io.curfew.policy.Alert;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.PORTO;
import static io.curfew.collector.store.Samples.alert;
import static io.curfew.collector.store.Samples.device;
import static io.curfew.collector.store.Samples.dns;
import static io.curfew.collector.store.Samples.flow;
import static io.curfew.collector.store.Samples.sensor;
import static org.assertj.core.api.Assertions.assertThat;

/** What every view does, whatever keeps it. */
interface ViewContract extends AuditContract, AlertsContract, DevicesContract, TrafficContract, SumsContract {
    @Test
    default void anEmptyViewHasNothing() {
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
    default void nothingOfAnotherSiteIsEverShown() {
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
    default void whoeverSeesOneSiteOfTwoSeesThatOne() {
        write(
                new Change.AlertChanged(alert("a1", LISBON, CAMERA).build()),
                new Change.AlertChanged(alert("a2", PORTO, CAMERA).build()),
                new Change.DeviceChanged(device(LISBON, CAMERA)),
                new Change.DeviceChanged(device(PORTO, CAMERA)));

        assertThat(view().alerts(AlertQuery.all(ONLY_PORTO, FIRST)).items())
                .extracting(Alert::id)
                .containsExactly("a2");
        assertThat(view().devices(DeviceQuery.all(ONLY_PORTO, FIRST)).items())
                .extracting(known -> known.device().site())
                .containsExactly(PORTO);
        assertThat(view().standings(ONLY_PORTO, NOON))
                .extracting(SiteStanding::site)
                .containsExactly(PORTO);
    }
}
