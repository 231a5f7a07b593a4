package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SitesAtHandTest {
    private static final int ROOM = 10;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RowsAtHand rows = new RowsAtHand(ROOM);
    private final SitesAtHand sites =
            new SitesAtHand(InMemoryStore.open(this::count), rows, new CorrelationMetrics(registry));
    private int reads;

    @AfterEach
    void close() {
        sites.close();
    }

    private void count(String method) {
        reads += method.equals("get") ? 1 : 0;
    }

    /** Uses one row of each site; returns how many were read from the store. */
    private int use(int from, int to) {
        int before = reads;
        for (int site = from; site < to; site++) {
            sites.of(new SiteId("site-" + site)).policyVersion();
        }
        return reads - before;
    }

    private double letGo() {
        return registry.get("curfew.correlate.sites.let.go").counter().count();
    }

    @Test
    void sitesThatFitAreReadOnce() {
        use(0, ROOM);

        assertThat(use(0, ROOM)).isZero();
        assertThat(letGo()).isZero();
    }

    @Test
    void sitesThatSendInTurnDoNotPushEachOtherOut() {
        use(0, 2 * ROOM);

        assertThat(use(0, 2 * ROOM)).isEqualTo(ROOM);
        assertThat(use(0, 2 * ROOM)).isEqualTo(ROOM);
        assertThat(letGo()).isGreaterThanOrEqualTo(ROOM);
    }

    @Test
    void sitesThatNobodyUsesAnyMoreMakeRoomFirst() {
        use(0, ROOM);
        int wholeRounds = 20;
        for (int round = 0; round < wholeRounds; round++) {
            use(ROOM, 2 * ROOM);
        }

        assertThat(use(ROOM, 2 * ROOM)).isZero();
    }
}
