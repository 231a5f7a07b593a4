package io.curfew.collector.store;

import org.junit.jupiter.api.Test;

import java.util.Set;

import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.PORTO;
import static org.assertj.core.api.Assertions.assertThat;

class VisibleSitesTest {

    @Test
    void wishesNarrowWhatIsVisibleAndNeverWidenIt() {
        VisibleSites lisbon = VisibleSites.of(Set.of(LISBON));

        assertThat(lisbon.narrowedTo(Set.of(LISBON, PORTO))).isEqualTo(lisbon);
        assertThat(lisbon.narrowedTo(Set.of(PORTO))).isEqualTo(VisibleSites.of(Set.of()));
        assertThat(VisibleSites.everywhere().narrowedTo(Set.of(PORTO))).isEqualTo(VisibleSites.of(Set.of(PORTO)));
    }

    @Test
    void noWishKeepsWhatIsVisible() {
        VisibleSites nowhere = VisibleSites.of(Set.of());

        assertThat(nowhere.narrowedTo(Set.of())).isEqualTo(nowhere);
        assertThat(nowhere.sees(LISBON)).isFalse();
        assertThat(VisibleSites.everywhere().narrowedTo(Set.of())).isEqualTo(VisibleSites.everywhere());
    }
}
