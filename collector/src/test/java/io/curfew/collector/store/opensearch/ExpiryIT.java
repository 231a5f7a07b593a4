package io.curfew.collector.store.opensearch;

import io.curfew.collector.RealServers;
import io.curfew.collector.store.AlertQuery;
import io.curfew.collector.store.AuditQuery;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.DeviceQuery;
import io.curfew.collector.store.KeepingTimes;
import io.curfew.collector.store.KnownDevice;
import io.curfew.collector.store.PageRequest;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.View;
import io.curfew.collector.store.ViewWriter;
import io.curfew.collector.store.VisibleSites;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** How long each class of things is kept in a real OpenSearch. */
@QuarkusTest
@WithTestResource(RealServers.class)
class ExpiryIT {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final PageRequest MANY = PageRequest.first(100);
    private static final KeepingTimes TIMES =
            new KeepingTimes(YEAR, YEAR.plusDays(100), YEAR.plusDays(200), YEAR.plusDays(300));

    private final Server server;
    private final View view;
    private final ViewWriter writer;

    @Inject
    ExpiryIT(Server server, View view, ViewWriter writer) {
        this.server = server;
        this.view = view;
        this.writer = writer;
    }

    @BeforeEach
    void oneOfEach() {
        assertThat(writer.write(List.of())).isEmpty();
        refresh();
        server.send(
                "POST",
                "/curfew-*,-curfew-view/_delete_by_query",
                Map.of("refresh", "true"),
                "{\"query\":{\"match_all\":{}}}");
        server.send("DELETE", "/curfew-hours-*,curfew-totals-*", Map.of(), null);
        List<Change> changes = Samples.withTotals(
                new Change.AlertChanged(
                        Samples.alert("a1", LISBON, Samples.CAMERA).build()),
                new Change.DeviceChanged(Samples.device(LISBON, Samples.CAMERA)),
                new Change.Audited(Samples.acknowledged(LISBON, "0/1", "olga", NOON)),
                Samples.hour(LISBON, 1, NOON, "cloud.example.org", 3),
                Samples.hour(LISBON, 2, NOON.plus(Duration.ofDays(40)), "cloud.example.org", 3));
        assertThat(writer.write(changes)).isEmpty();
        refresh();
    }

    private void refresh() {
        server.send("POST", "/curfew-*/_refresh", Map.of(), null);
    }

    private int after(Duration time) {
        return after(time, YEAR.multipliedBy(10));
    }

    private int after(Duration time, Duration rollAfter) {
        Clock clock = Clock.fixed(NOON.plus(time), ZoneOffset.UTC);
        int deleted = new Expiry(server, TIMES, new BelievedTime(server, rollAfter, clock, () -> 0)).apply();
        refresh();
        return deleted;
    }

    private List<String> months() {
        return Names.MONTHLY.stream()
                .flatMap(template -> BackingIndex.of(server, Names.everyMonth(template)).stream())
                .map(BackingIndex::name)
                .toList();
    }

    /** How many of ours are left: what other tests sent is still being indexed. */
    private long alerts() {
        return view.alerts(AlertQuery.all(VisibleSites.everywhere(), MANY)).items().stream()
                .filter(alert -> alert.id().equals("a1"))
                .count();
    }

    private long audited() {
        return view.audit(AuditQuery.all(VisibleSites.everywhere(), MANY)).items().stream()
                .filter(entry -> entry.id().equals("0/1"))
                .count();
    }

    private long devices() {
        return view.devices(DeviceQuery.all(VisibleSites.everywhere(), MANY)).items().stream()
                .map(KnownDevice::device)
                .filter(device -> device.site().equals(LISBON) && device.id().equals(Samples.CAMERA))
                .count();
    }

    @Test
    void beforeItsTimeNothingIsDeleted() {
        assertThat(after(YEAR)).isZero();

        assertThat(months())
                .containsExactly(
                        "curfew-hours-2026.11",
                        "curfew-hours-2026.12",
                        "curfew-totals-2026.11",
                        "curfew-totals-2026.12");
        assertThat(List.of(alerts(), audited(), devices())).containsExactly(1L, 1L, 1L);
    }

    @Test
    void aClockThatIsFarAheadForAMomentDeletesNothing() {
        assertThat(after(YEAR.multipliedBy(3), Duration.ofDays(1))).isZero();

        assertThat(months()).hasSize(4);
        assertThat(List.of(alerts(), audited(), devices())).containsExactly(1L, 1L, 1L);
    }

    @Test
    void aMonthOfHoursGoesWhenItsEndIsPastItsTime() {
        Instant endOfNovember = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(after(Duration.between(NOON, endOfNovember.minusSeconds(1)).plus(YEAR)))
                .isZero();

        assertThat(after(Duration.between(NOON, endOfNovember).plus(YEAR))).isEqualTo(2);

        assertThat(months()).containsExactly("curfew-hours-2026.12", "curfew-totals-2026.12");
    }

    @Test
    void anIndexThatIsOfNoMonthIsLeftAloneAndKeepsNothingElse() {
        server.send("PUT", "/curfew-hours-restored", Map.of(), null);

        assertThat(after(YEAR.plusDays(70))).isEqualTo(4);

        assertThat(months()).containsExactly("curfew-hours-restored");
    }

    @Test
    void eachClassIsKeptForATimeOfItsOwn() {
        after(YEAR.plusDays(101));
        assertThat(List.of(alerts(), audited(), devices())).containsExactly(0L, 1L, 1L);

        after(YEAR.plusDays(201));
        assertThat(List.of(alerts(), audited(), devices())).containsExactly(0L, 0L, 1L);

        after(YEAR.plusDays(301));
        assertThat(List.of(alerts(), audited(), devices())).containsExactly(0L, 0L, 0L);
    }
}
