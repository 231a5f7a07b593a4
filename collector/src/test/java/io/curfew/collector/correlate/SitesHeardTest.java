package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class SitesHeardTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final SiteId PORTO = new SiteId("porto");
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final SitesHeard heard = new SitesHeard();

    private List<SiteId> restingAt(long nowMillis) {
        List<SiteId> resting = new ArrayList<>();
        heard.whileResting(nowMillis, resting::add);
        return resting;
    }

    private Map<SiteId, Duration> silentAt(long nowMillis) {
        Map<SiteId, Duration> silent = new LinkedHashMap<>();
        heard.whileSilent(nowMillis, (site, elapsed) -> silent.put(site, elapsed) == null);
        return silent;
    }

    @Test
    void timePassesOnceWhereNothingIsHeard() {
        heard.heard(LISBON, 0);
        heard.heard(PORTO, MINUTE / 2);

        assertThat(silentAt(MINUTE)).containsOnly(Map.entry(LISBON, Duration.ofMinutes(1)));
        assertThat(silentAt(MINUTE * 3))
                .containsOnly(
                        Map.entry(LISBON, Duration.ofMinutes(2)), Map.entry(PORTO, Duration.ofMillis(MINUTE * 5 / 2)));
    }

    @Test
    void whereSomethingIsHeardTimePassesByItself() {
        heard.heard(LISBON, 0);
        heard.heard(LISBON, MINUTE);

        assertThat(silentAt(MINUTE + MINUTE / 2)).isEmpty();
    }

    @Test
    void aSiteRestsOnceUntilItIsHeardAgain() {
        heard.heard(LISBON, 0);

        assertThat(restingAt(4_999)).isEmpty();
        assertThat(restingAt(5_000)).containsExactly(LISBON);
        assertThat(restingAt(MINUTE)).isEmpty();
        heard.heard(LISBON, MINUTE);
        assertThat(restingAt(2 * MINUTE)).containsExactly(LISBON);
    }

    @Test
    void thoseForWhomThereIsNoTimeRestNextTime() {
        heard.heard(LISBON, 0);
        heard.heard(PORTO, 1);
        List<SiteId> resting = new ArrayList<>();

        heard.whileResting(MINUTE, site -> {
            resting.add(site);
            return false;
        });

        assertThat(resting).containsExactly(LISBON);
        assertThat(restingAt(MINUTE)).containsExactly(PORTO);
    }

    @Test
    void whereThereAreManySilentSitesEachIsToldWithinAMinuteHoweverLittleTimeThereIs() {
        for (int number = 0; number < 6_000; number++) {
            heard.heard(new SiteId("site-" + number), 0);
        }
        Set<SiteId> silent = new HashSet<>();
        int most = 0;
        for (int call = 0; call < 120; call++) {
            int before = silent.size();
            heard.whileSilent(MINUTE + call * 500L, (site, elapsed) -> {
                assertThat(silent.add(site)).as("%s a second time", site).isTrue();
                return false;
            });
            most = Math.max(most, silent.size() - before);
        }

        assertThat(silent).hasSize(6_000);
        assertThat(most).isLessThanOrEqualTo(101);
    }

    @Test
    void aSiteThatIsSilentForDaysIsLeftAlone() {
        heard.heard(LISBON, 0);

        assertThat(silentAt(SitesHeard.LEFT.toMillis())).hasSize(1);
        assertThat(silentAt(SitesHeard.LEFT.toMillis() + MINUTE)).isEmpty();
        heard.heard(LISBON, SitesHeard.LEFT.toMillis() + MINUTE);
        assertThat(silentAt(SitesHeard.LEFT.toMillis() + 2 * MINUTE)).hasSize(1);
    }
}
