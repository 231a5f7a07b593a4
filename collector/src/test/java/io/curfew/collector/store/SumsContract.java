package io.curfew.collector.store;

import io.curfew.collector.store.Samples.HourBuilder;
import io.curfew.collector.store.TrafficTop.TopEntry;
import io.curfew.collector.store.TrafficTrend.TrendHour;
import io.curfew.collector.store.TrafficTrend.TrendPeer;
import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.collector.store.TrafficTrend.Verdicts;
import io.curfew.policy.Attempts;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.PORTO;
import static io.curfew.collector.store.Samples.VACUUM;
import static io.curfew.collector.store.Samples.device;
import static io.curfew.collector.store.Samples.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What every view does with hours, which it adds up by what is asked. */
interface SumsContract extends ViewUnderTest {
    @Test
    default void hoursAddUpByHourAndByPeer() {
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
    default void aPartOfAnHourWrittenAgainCountsOnceAndAFurtherPartIsAdded() {
        write(hour(LISBON, 1, NOON, "cloud.example.org", 3), hour(LISBON, 2, NOON, "cloud.example.org", 4));

        write(hour(LISBON, 1, NOON, "cloud.example.org", 3));

        assertThat(view().trend(trend(VisibleSites.everywhere(), null, null)).hours())
                .extracting(hour -> hour.sums().count())
                .containsExactly(7L);
    }

    @Test
    default void hoursAreFoundBySiteDeviceAndPeer() {
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
    default void whatAllDevicesDidAddsUpWhateverIsAskedOfIt() {
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
    default void devicesOfSeveralSitesAreToldApartTheBusiestFirst() {
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
    default void nothingOfAnotherSiteIsInWhatWasDoneMost() {
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
    default void whatWasDoneMostIsInTheOrderAskedFor() {
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
    default void pairsAreOfADeviceAndAnotherEnd() {
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
    default void zonesAreToldByWhoBeganAndWhoWasAsked() {
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
}
