package io.curfew.collector.store;

import java.util.Set;

import static io.curfew.collector.store.Samples.PORTO;
import static org.assertj.core.api.Assertions.assertThat;

/** A view under test and what fills it. */
interface ViewUnderTest {
    PageRequest FIRST = PageRequest.first(50);
    VisibleSites ONLY_PORTO = VisibleSites.of(Set.of(PORTO));
    VisibleSites NOWHERE = VisibleSites.of(Set.of());

    /** The view, empty as a test begins. */
    View view();

    /** Keeps changes in the view. */
    ViewWriter writer();

    /** Makes what was written show up. */
    void settle();

    default void write(Change... changes) {
        assertThat(writer().write(Samples.withTotals(changes))).isEmpty();
        settle();
    }
}
