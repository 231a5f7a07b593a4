package io.curfew.collector.store;

import io.curfew.collector.store.HourTotal.Aspect;
import io.curfew.collector.store.Samples.HourBuilder;
import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.collector.store.TrafficTrend.Verdicts;
import io.curfew.policy.Attempts;
import io.curfew.policy.TrafficHour;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.VACUUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class HourTotalTest {
    private static final TrafficHour BROKEN =
            part(7, "cloud.example.org", 3).build().hour();
    private static final TrafficHour ALLOWED = part(8, "198.51.100.9", 2)
            .by(VACUUM, null)
            .service("ntp")
            .verdict("allowed")
            .build()
            .hour();
    private static final TrafficHour LATER =
            part(9, "cloud.example.org", 1).at(NOON.plusSeconds(3_600)).build().hour();

    private static HourBuilder part(long number, String peer, long count) {
        return new HourBuilder(LISBON, number, peer, count);
    }

    private static List<HourTotal> totals(Aspect aspect) {
        return HourTotal.of(List.of(BROKEN, ALLOWED, LATER)).stream()
                .filter(total -> total.key().aspect() == aspect)
                .toList();
    }

    @Test
    void anHourIsOneTotalWhoeverActed() {
        assertThat(totals(Aspect.ALL))
                .extracting(total -> total.key().hour(), HourTotal::sums, HourTotal::verdicts)
                .containsExactly(
                        tuple(NOON, new TrendSums(5, new Attempts(0, 5, 0, 0), 500, 50), new Verdicts(2, 3, 0)),
                        tuple(
                                NOON.plusSeconds(3_600),
                                new TrendSums(1, new Attempts(0, 1, 0, 0), 100, 10),
                                new Verdicts(0, 1, 0)));
    }

    @Test
    void eachAspectTellsItsOwnApartAndLosesNothing() {
        assertThat(totals(Aspect.SERVICE))
                .extracting(
                        total -> total.key().service(), total -> total.sums().count())
                .containsExactly(tuple("https", 3L), tuple("ntp", 2L), tuple("https", 1L));
        assertThat(totals(Aspect.RULE))
                .extracting(total -> total.key().rule(), total -> total.sums().count())
                .containsExactly(tuple("things-stay-home", 5L), tuple("things-stay-home", 1L));
        assertThat(totals(Aspect.ZONES))
                .extracting(
                        total -> total.key().zone(),
                        total -> total.key().toZone(),
                        total -> total.sums().count())
                .containsExactly(
                        tuple("things", "@outside", 3L),
                        tuple("@none", "@outside", 2L),
                        tuple("things", "@outside", 1L));
    }

    @Test
    void theSamePartsHaveTheSameIdsAndNoTwoTotalsShareOne() {
        List<HourTotal> totals = HourTotal.of(List.of(BROKEN, ALLOWED, LATER));

        assertThat(HourTotal.of(List.of(BROKEN, ALLOWED, LATER))).isEqualTo(totals);
        assertThat(totals).extracting(HourTotal::id).doesNotHaveDuplicates();
        assertThat(HourTotal.of(List.of(LATER)))
                .extracting(HourTotal::id)
                .doesNotContainAnyElementsOf(totals.stream().map(HourTotal::id).toList());
    }
}
