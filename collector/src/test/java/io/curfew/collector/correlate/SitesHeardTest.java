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
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class SitesHeardTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final SiteId PORTO = new SiteId("porto");
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private long nowMillis;
    private final SitesHeard heard = new SitesHeard(() -> TimeUnit.MILLISECONDS.toNanos(nowMillis));

    private void heardAt(long millis, SiteId site) {
        nowMillis = millis;
        heard.heard(site);
    }

    private List<SiteId> restingAt(long millis) {
        nowMillis = millis;
        List<SiteId> resting = new ArrayList<>();
        heard.whileResting(resting::add);
        return resting;
    }

    private Map<SiteId, Duration> silentAt(long millis) {
        nowMillis = millis;
        Map<SiteId, Duration> silent = new LinkedHashMap<>();
        heard.whileSilent((site, elapsed) -> silent.put(site, elapsed) == null);
        return silent;
    }

    @Test
    void timePassesOnceWhereNothingIsHeard() {
        heardAt(0, LISBON);
        heardAt(MINUTE / 2, PORTO);

        assertThat(silentAt(MINUTE)).containsOnly(Map.entry(LISBON, Duration.ofMinutes(1)));
        assertThat(silentAt(MINUTE * 3))
                .containsOnly(
                        Map.entry(LISBON, Duration.ofMinutes(2)), Map.entry(PORTO, Duration.ofMillis(MINUTE * 5 / 2)));
    }

    @Test
    void whereSomethingIsHeardTimePassesByItself() {
        heardAt(0, LISBON);
        heardAt(MINUTE, LISBON);

        assertThat(silentAt(MINUTE + MINUTE / 2)).isEmpty();
    }

    @Test
    void aSiteRestsOnceUntilItIsHeardAgain() {
        heardAt(0, LISBON);

        assertThat(restingAt(4_999)).isEmpty();
        assertThat(restingAt(5_000)).containsExactly(LISBON);
        assertThat(restingAt(MINUTE)).isEmpty();
        heardAt(MINUTE, LISBON);
        assertThat(restingAt(2 * MINUTE)).containsExactly(LISBON);
    }

    @Test
    void thoseForWhomThereIsNoTimeRestNextTime() {
        heardAt(0, LISBON);
        heardAt(1, PORTO);
        List<SiteId> resting = new ArrayList<>();

        nowMillis = MINUTE;
        heard.whileResting(site -> {
            resting.add(site);
            return false;
        });

        assertThat(resting).containsExactly(LISBON);
        assertThat(restingAt(MINUTE)).containsExactly(PORTO);
    }

    @Test
    void whereThereAreManySilentSitesEachIsToldWithinAMinuteHoweverLittleTimeThereIs() {
        for (int number = 0; number < 6_000; number++) {
            heardAt(0, new SiteId("site-" + number));
        }
        Set<SiteId> silent = new HashSet<>();
        int most = 0;
        for (int call = 0; call < 120; call++) {
            int before = silent.size();
            nowMillis = MINUTE + call * 500L;
            heard.whileSilent((site, elapsed) -> {
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
        heardAt(0, LISBON);

        assertThat(silentAt(SitesHeard.LEFT.toMillis())).hasSize(1);
        assertThat(silentAt(SitesHeard.LEFT.toMillis() + MINUTE)).isEmpty();
        heardAt(SitesHeard.LEFT.toMillis() + MINUTE, LISBON);
        assertThat(silentAt(SitesHeard.LEFT.toMillis() + 2 * MINUTE)).hasSize(1);
    }
}
